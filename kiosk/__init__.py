"""Show disclosures and answers on a touch kiosk; fetch nothing from the network."""
