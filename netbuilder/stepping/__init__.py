"""One minibatch at a time: every value, gradient and update of a training, recorded once and shown step by step."""
