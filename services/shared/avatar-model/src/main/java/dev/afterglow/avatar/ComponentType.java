package dev.afterglow.avatar;

import java.nio.ByteBuffer;

/** The number formats of accessors, with the codes glTF took over from OpenGL. */
enum ComponentType {
  BYTE(5120, 1),
  UNSIGNED_BYTE(5121, 1),
  SHORT(5122, 2),
  UNSIGNED_SHORT(5123, 2),
  UNSIGNED_INT(5125, 4),
  FLOAT(5126, 4);

  private final int code;
  private final int bytes;

  ComponentType(int code, int bytes) {
    this.code = code;
    this.bytes = bytes;
  }

  int bytes() {
    return bytes;
  }

  boolean unsignedInteger() {
    return this == UNSIGNED_BYTE || this == UNSIGNED_SHORT || this == UNSIGNED_INT;
  }

  static ComponentType of(Json json) throws Refusal {
    long code = json.integer(0, Integer.MAX_VALUE);
    for (ComponentType type : values()) {
      if (type.code == code) {
        return type;
      }
    }
    throw new Refusal(AvatarRule.JSON_VALUE, json.path() + " is " + code);
  }

  /** The unsigned integer at a place; only for {@link #unsignedInteger} types. */
  long unsignedAt(ByteBuffer bytes, int at) {
    return switch (this) {
      case UNSIGNED_BYTE -> Byte.toUnsignedLong(bytes.get(at));
      case UNSIGNED_SHORT -> Short.toUnsignedLong(bytes.getShort(at));
      case UNSIGNED_INT -> Integer.toUnsignedLong(bytes.getInt(at));
      case BYTE, SHORT, FLOAT -> throw new IllegalStateException(this + " is not unsigned");
    };
  }
}
