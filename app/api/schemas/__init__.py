"""What the API takes and gives, as marshmallow schemas: every field has a description and an example."""
