"""Turn approved content into a signed repository; decide nothing about content."""
