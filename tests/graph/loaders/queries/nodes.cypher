MATCH (n)
WHERE n:Record OR n:Touchpoint OR n:Identifier OR n:Version OR n:Channel OR n:TouchpointType OR n:Campaign OR n:Product OR n:Household OR n:Account OR n:Spend OR n:SetAside
RETURN [x IN labels(n) WHERE x <> 'Touched'] AS labels, n {.*, loadedAt: null, receivedAt: null} AS properties
