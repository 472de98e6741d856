"""The curves of a training, what lies behind them, and time travel."""
