package dev.afterglow.registry.part.score;

/** What is measured of a part. */
public enum Measure {
  /** How many of the 52 ARKit shapes it can make. */
  ARKIT_SHAPES,
  /** How far the lid that moves less moves, as a share of its mesh's longest side. */
  EYELID_TRAVEL,
  /** How far the mouth moves, likewise. */
  MOUTH_TRAVEL,
  /** Vertices, a mesh once for each node that shows it. */
  VERTICES,
  /** Pixels of all pictures. */
  TEXTURE_PIXELS,
  /** Human bones. */
  HUMANOID_BONES,
  /** Samples a second, as a voice model's metadata says. */
  SAMPLE_RATE_HZ,
  /** Numbers in a voice model. */
  PARAMETERS,
  /** Entries of a voice model's metadata. */
  METADATA_ENTRIES,
  /** Characters of a text. */
  CHARACTERS,
  /** Characters of its longest line. */
  LONGEST_LINE
}
