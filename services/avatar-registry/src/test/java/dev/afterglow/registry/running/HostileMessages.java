package dev.afterglow.registry.running;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.UnknownFieldSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;

/**
 * Makes messages that nobody should send, of any type, from its descriptor: ids that are cut or of
 * the wrong thing, strings too long, with NUL or no Unicode at all, numbers at their ends, enum
 * values that do not exist, times before and after everything. The same seed makes the same
 * messages.
 */
final class HostileMessages {
  private static final int LONG = 100_000;
  private static final int MANY = 300;
  private static final int MOST_DEEP = 6;

  /** Half a surrogate pair, an overlong NUL, a lone continuation: none is UTF-8. */
  private static final List<ByteString> NO_UTF_8 =
      List.of(bytes(0xED, 0xA0, 0x80), bytes(0xC0, 0x80), bytes(0x80), bytes(0xF5, 0x80, 0x80));

  private static final long[] INTEGERS = {
    0,
    1,
    -1,
    2,
    999_999_999,
    1_000_000_000,
    Integer.MAX_VALUE,
    Integer.MIN_VALUE,
    253_402_300_799L,
    253_402_300_800L,
    -62_135_596_800L,
    -62_135_596_801L,
    Long.MAX_VALUE,
    Long.MIN_VALUE
  };

  private final Random random;
  private final List<String> ids;

  /**
   * Makes the messages of one seed.
   *
   * @param ids ids of existing things of every kind and owner
   */
  HostileMessages(long seed, List<String> ids) {
    this.random = new Random(seed);
    this.ids = List.copyOf(ids);
  }

  private static ByteString bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return ByteString.copyFrom(bytes);
  }

  /** A message of a type, every field of it anything. */
  Message of(Message type) {
    return fill(type.newBuilderForType(), 0);
  }

  /** A message that would do, with one to three of its fields changed. */
  Message near(Message good) {
    Message.Builder message = good.toBuilder();
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      change(message, 0);
    }
    return message.build();
  }

  private Message fill(Message.Builder message, int depth) {
    for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
      if (random.nextInt(4) > 0) {
        set(message, field, depth);
      }
    }
    return message.build();
  }

  private void change(Message.Builder message, int depth) {
    List<FieldDescriptor> fields = message.getDescriptorForType().getFields();
    if (fields.isEmpty()) {
      return;
    }
    FieldDescriptor field = fields.get(random.nextInt(fields.size()));
    boolean into =
        field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
            && !field.isRepeated()
            && message.hasField(field)
            && random.nextInt(4) > 0;
    if (into) {
      Message.Builder inner = ((Message) message.getField(field)).toBuilder();
      change(inner, depth + 1);
      message.setField(field, inner.build());
    } else if (random.nextInt(5) == 0) {
      message.clearField(field);
    } else {
      set(message, field, depth);
    }
  }

  private void set(Message.Builder message, FieldDescriptor field, int depth) {
    if (field.getJavaType() == FieldDescriptor.JavaType.STRING && random.nextInt(12) == 0) {
      message.clearField(field);
      message.mergeUnknownFields(
          UnknownFieldSet.newBuilder()
              .addField(
                  field.getNumber(),
                  UnknownFieldSet.Field.newBuilder().addLengthDelimited(pick(NO_UTF_8)).build())
              .build());
    } else if (field.isRepeated()) {
      List<Object> values = new ArrayList<>();
      int count =
          random.nextInt(12) == 0 && field.getJavaType() != FieldDescriptor.JavaType.STRING
              ? MANY
              : random.nextInt(4);
      for (int i = 0; i < count; i++) {
        values.add(value(message, field, depth));
      }
      message.setField(field, values);
    } else {
      message.setField(field, value(message, field, depth));
    }
  }

  private Object value(Message.Builder message, FieldDescriptor field, int depth) {
    return switch (field.getJavaType()) {
      case INT -> (int) integer();
      case LONG -> integer();
      case FLOAT -> (float) real();
      case DOUBLE -> real();
      case BOOLEAN -> random.nextBoolean();
      case STRING -> string();
      case BYTE_STRING -> blob();
      case ENUM -> field.getEnumType().findValueByNumberCreatingIfUnknown(word(field));
      case MESSAGE -> {
        Message.Builder inner = message.newBuilderForField(field);
        yield depth < MOST_DEEP ? fill(inner, depth + 1) : inner.build();
      }
    };
  }

  private int word(FieldDescriptor field) {
    return random.nextInt(3) == 0
        ? (int) integer()
        : random.nextInt(field.getEnumType().getValues().size() + 1);
  }

  private long integer() {
    return random.nextInt(3) == 0 ? random.nextLong() : INTEGERS[random.nextInt(INTEGERS.length)];
  }

  private double real() {
    return pick(List.of(0.0, -0.0, 1.0, -1.0, Double.NaN, Double.POSITIVE_INFINITY, 1e308, 1e-308));
  }

  private ByteString blob() {
    byte[] bytes = new byte[pick(List.of(0, 1, 31, 32, 33, 63, 64, 65, 1_000, LONG))];
    random.nextBytes(bytes);
    return ByteString.copyFrom(bytes);
  }

  private String string() {
    String id = ids.isEmpty() ? UUID.randomUUID().toString() : pick(ids);
    return switch (random.nextInt(20)) {
      case 0 -> "";
      case 1, 2, 3, 4 -> id;
      case 5 -> id.substring(0, random.nextInt(id.length()));
      case 6 -> id.toUpperCase(Locale.ROOT);
      case 7 -> id + "0";
      case 8 -> "\0";
      case 9 -> id.substring(0, 7) + "\0" + id.substring(8);
      case 10 -> "x".repeat(LONG);
      case 11 -> "\uD83D\uDE80\u202E\u0301".repeat(1 + random.nextInt(40));
      case 12 -> "'; drop table registry.lease; --";
      case 13 -> "../../../../etc/passwd";
      case 14 -> "%s%n{0}${jndi:x}";
      case 15 -> Long.toString(random.nextLong());
      case 16 -> "99999999999999999999999999";
      case 17 -> pick(List.of("*", "CN", "simulator", "douyin_live", "showroom", "en", "tea"));
      case 18 -> new UUID(random.nextLong(), random.nextLong()).toString();
      default -> "\uFFFE\uFEFF\u0085\u2028" + id;
    };
  }

  private <T> T pick(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }
}
