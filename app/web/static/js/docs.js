// The API's contract, drawn by Swagger UI; no request leaves this host.
(() => {
  const place = document.getElementById("docs");
  SwaggerUIBundle({
    domNode: place,
    url: place.dataset.url,
    docExpansion: "list",
    defaultModelsExpandDepth: -1,
    displayRequestDuration: true,
    tryItOutEnabled: false,
    validatorUrl: null,
    deepLinking: true,
  });
})();
