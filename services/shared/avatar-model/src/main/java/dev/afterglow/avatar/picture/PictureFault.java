package dev.afterglow.avatar.picture;

/** What is wrong with a picture, in a few words. */
final class PictureFault extends Exception {
  private static final long serialVersionUID = 1;

  PictureFault(String words) {
    super(words, null, false, false);
  }
}
