package dev.afterglow.platform.validation;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Duration;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Durations;
import com.google.protobuf.util.Timestamps;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Finds what protobuf carries and nobody can take, wherever in a message it is. */
final class FieldWalk {

  /**
   * A time or span that is none: seconds beyond the years 1 to 9999, or nanoseconds beyond a
   * second. The library that runs the rules (protovalidate 1.1) throws when it makes Java's of it.
   */
  static final Predicate<Object> NO_TIME =
      value ->
          (value instanceof Timestamp time && !Timestamps.isValid(time))
              || (value instanceof Duration span && !Durations.isValid(span));

  /** A text with the character NUL, which Postgres stores in no text. */
  static final Predicate<Object> NUL =
      value -> value instanceof String text && text.indexOf('\0') >= 0;

  private FieldWalk() {}

  /** The path of the first such value, as in {@code terms.blackouts[1].end_time}. */
  static Optional<String> first(Message message, Predicate<Object> broken) {
    for (Map.Entry<FieldDescriptor, Object> field : message.getAllFields().entrySet()) {
      FieldDescriptor descriptor = field.getKey();
      FieldDescriptor.JavaType type = descriptor.getJavaType();
      if (type == FieldDescriptor.JavaType.MESSAGE || type == FieldDescriptor.JavaType.STRING) {
        Optional<String> found = inField(descriptor, field.getValue(), broken);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<String> inField(
      FieldDescriptor field, Object value, Predicate<Object> broken) {
    if (!field.isRepeated()) {
      return inValue(field.getName(), value, broken);
    }
    List<?> values = (List<?>) value;
    for (int i = 0; i < values.size(); i++) {
      Optional<String> found = inValue(field.getName() + "[" + i + "]", values.get(i), broken);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> inValue(String path, Object value, Predicate<Object> broken) {
    if (broken.test(value)) {
      return Optional.of(path);
    }
    return value instanceof Message inner
        ? first(inner, broken).map(found -> path + "." + found)
        : Optional.empty();
  }
}
