package dev.afterglow.platform.id;

/** Makes identifiers. Tests give their own; services inject {@link UuidV7}. */
@FunctionalInterface
public interface Ids {

  /** A new identifier: a UUID in its canonical 36 characters, lower case. */
  String next();
}
