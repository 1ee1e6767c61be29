"""Copy all that a county has, prove each copy by restoring it, and bring one back."""
