"""What readers and writers share about file formats; knows no finance."""
