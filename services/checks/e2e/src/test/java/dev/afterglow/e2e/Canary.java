package dev.afterglow.e2e;

/**
 * A text that was made for one run and may stand nowhere but where its kind belongs.
 *
 * @param name what to call it, since a failure must not print it
 * @param text the text
 */
record Canary(String name, Kind kind, String text) {
  /** What it is. */
  enum Kind {
    /** Of a person: in no store in the clear. */
    PERSONAL,
    /**
     * What a viewer said: in the log of facts, which is kept to be read again, and nowhere else.
     */
    COMMENT,
    /** What opens something: in the file that keeps it. */
    SECRET
  }

  @Override
  public String toString() {
    return name + " (" + kind + ")";
  }
}
