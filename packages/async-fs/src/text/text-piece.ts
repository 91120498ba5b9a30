/** Some decoded text, how far it has been taken, and what it was made of. */
export interface TextPiece {
  readonly text: string;
  /** Where the rest begins that has not been taken. */
  at: number;
  /** How many bytes it was made of. */
  readonly length: number;
  /** The bytes; missing where each unit of the text was one byte. */
  readonly bytes: Buffer | undefined;
}
