"""Hold what people see as data: colours, words, icons, shells; hold no logic."""
