"""The control room: /sim, the JSON API that the page, the driver and curl all use."""
