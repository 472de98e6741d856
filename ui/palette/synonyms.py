"""What layers are called elsewhere: in PyTorch, Keras and TensorFlow, in papers, and in class."""

from __future__ import annotations

from collections.abc import Mapping

ALSO_CALLED: Mapping[str, tuple[str, ...]] = {
    "Input": ("data", "source", "placeholder", "inputlayer", "features"),
    "Dense": ("linear", "fully connected", "fc", "nn.linear", "mlp", "perceptron", "affine", "neurons", "hidden layer"),
    "Flatten": ("nn.flatten", "unroll", "vectorize"),
    "Reshape": ("view", "unflatten", "nn.unflatten", "resize"),
    "Dropout": ("nn.dropout", "regularization", "regularisation", "silence"),
    "Output": ("target", "head", "prediction", "answer"),
    "Polynomial": ("powers", "quadratic", "cubic", "basis functions", "polynomialfeatures"),
    "Conv 1D": ("nn.conv1d", "convolution 1d", "temporal convolution"),
    "Conv 2D": ("nn.conv2d", "convolution 2d", "filters", "cnn", "kernel"),
    "Transposed Conv 2D": (
        "deconvolution",
        "convtranspose2d",
        "conv2dtranspose",
        "nn.convtranspose2d",
        "upconvolution",
    ),
    "Max pooling": ("maxpool", "maxpool1d", "maxpool2d", "maxpooling1d", "maxpooling2d", "nn.maxpool2d", "subsampling"),
    "Average pooling": ("avgpool", "avgpool2d", "averagepooling2d", "nn.avgpool2d", "mean pooling"),
    "Global average pooling": ("gap", "adaptiveavgpool2d", "globalaveragepooling2d", "nn.adaptiveavgpool2d"),
    "Global max pooling": ("gmp", "adaptivemaxpool2d", "globalmaxpooling2d", "nn.adaptivemaxpool2d"),
    "Upsampling": ("upsampling2d", "nn.upsample", "interpolate", "enlarge", "resize"),
    "Batch norm": ("bn", "batchnorm", "batchnorm1d", "batchnorm2d", "batchnormalization", "nn.batchnorm2d"),
    "Layer norm": ("ln", "layernormalization", "nn.layernorm"),
    "ReLU": ("nn.relu", "rectifier", "rectified linear", "activation"),
    "Leaky ReLU": ("lrelu", "leakyrelu", "nn.leakyrelu", "prelu"),
    "ELU": ("nn.elu", "exponential linear"),
    "GELU": ("nn.gelu", "gaussian error linear"),
    "SiLU": ("swish", "nn.silu"),
    "Sigmoid": ("logistic", "nn.sigmoid", "expit"),
    "Tanh": ("hyperbolic tangent", "nn.tanh"),
    "Softmax": ("nn.softmax", "probabilities"),
    "Log softmax": ("nn.logsoftmax", "log probabilities"),
    "Add": ("residual", "skip connection", "shortcut", "sum", "plus", "resnet", "keras.layers.add"),
    "Residual block": ("resnet", "basic block", "basicblock", "identity block", "skip connection", "shortcut"),
    "Residual stage": (
        "resnet",
        "basic block",
        "basicblock",
        "downsample",
        "projection",
        "skip connection",
        "shortcut",
    ),
    "Multiply": ("product", "gate", "times", "mul", "hadamard", "scale"),
    "Concatenate": ("concat", "cat", "torch.cat", "join", "merge", "stack", "hstack"),
    "Embedding": ("nn.embedding", "lookup", "tokens", "words"),
    "LSTM": ("nn.lstm", "rnn", "recurrent", "long short-term memory"),
    "GRU": ("nn.gru", "rnn", "recurrent", "gated recurrent unit"),
    "Multi-head attention": ("multiheadattention", "nn.multiheadattention", "self-attention", "mha", "cross-attention"),
    "Transformer encoder": ("transformerencoderlayer", "nn.transformerencoderlayer", "bert", "vit"),
}
"""By the title here, in lower case. Names of other programs are the same in every language."""
