// purpose  The peer's channels, campaigns and products, known beforehand.
// mode     write
// param    channels   LIST<STRING>  names
// param    campaigns  LIST<STRING>  names
// param    products   LIST<STRING>  names
FOREACH (name IN $channels | MERGE (:Channel {name: name}))
FOREACH (name IN $campaigns | MERGE (:Campaign {name: name}))
FOREACH (name IN $products | MERGE (:Product {name: name}))
