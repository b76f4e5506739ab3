"""What the stages share: the public record and the inner document. Knows no stage."""
