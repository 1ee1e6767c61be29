"""Take down everywhere what names one person, by two people in one act."""
