"""What several rooms need of text: tokens, folding, sentences, numbers."""
