"""What a control does with blocks: modes, coordinates, cycles, compensation, macros, moves."""
