"""The recipe that makes the reader's weights: PolNeAR in, int8 ONNX and a linker out. Torch lives here only."""
