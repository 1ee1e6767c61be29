"""Sign decisions: with a person's own key where it counts, else the centre vouches."""
