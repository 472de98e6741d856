"""Operations on tensors as layers, and the starting values of what is learned."""
