package dev.afterglow.commerce.room;

/**
 * What a question is about: an intent and a subject. The subject is {@code link:} and a number
 * where the comment names a link, else the product that was explained when it came, else empty.
 */
record CommentTopic(CommentIntent intent, String subject) implements Comparable<CommentTopic> {
  static CommentTopic of(CommentIntent intent, int link, String explained) {
    return new CommentTopic(intent, link > 0 ? "link:" + link : explained);
  }

  @Override
  public int compareTo(CommentTopic other) {
    int byIntent = intent.compareTo(other.intent);
    return byIntent != 0 ? byIntent : subject.compareTo(other.subject);
  }
}
