"""Set approved blocks as page images for one panel."""
