"""Finding: nodes by what they are, and every action and layer by what it is called."""
