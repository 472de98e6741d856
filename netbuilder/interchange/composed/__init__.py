"""What no single layer computes, as several that do."""
