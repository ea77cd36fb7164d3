"""A lathe's control: turret, diameters, nose compensation, and the cycles of turning."""
