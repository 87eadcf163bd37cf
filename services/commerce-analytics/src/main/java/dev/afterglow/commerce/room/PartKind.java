package dev.afterglow.commerce.room;

/**
 * The first byte of a part's key. Letters are never used again for something else, and their order
 * is that of a snapshot: the header first, goods before the orders that name them.
 */
final class PartKind {
  static final int HEADER = 'A';
  static final int BESIDE = 'B';
  static final int COMPUTE = 'C';
  static final int CORRECTED = 'D';
  static final int EXPLAINED = 'E';
  static final int GOODS = 'G';
  static final int COST = 'K';
  static final int LOOK = 'L';
  static final int MINUTE = 'M';
  static final int ORDER = 'O';
  static final int QUESTION = 'Q';
  static final int SEEN = 'S';
  static final int TIMELINE = 'T';
  static final int VIEWER = 'V';
  static final int WORD = 'W';
  static final int WORD_MINUTE = 'X';

  private PartKind() {}
}
