"""Play the adopted programme on a screen; fetch nothing from the network."""
