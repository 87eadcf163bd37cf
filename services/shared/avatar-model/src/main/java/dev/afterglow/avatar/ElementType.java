package dev.afterglow.avatar;

/** The shapes of accessor elements. */
enum ElementType {
  SCALAR(1, 1),
  VEC2(2, 1),
  VEC3(3, 1),
  VEC4(4, 1),
  MAT2(2, 2),
  MAT3(3, 3),
  MAT4(4, 4);

  private final int rows;
  private final int columns;

  ElementType(int rows, int columns) {
    this.rows = rows;
    this.columns = columns;
  }

  int components() {
    return rows * columns;
  }

  /** Bytes of an element; the columns of a matrix start at multiples of four. */
  int bytes(ComponentType component) {
    int column = rows * component.bytes();
    return columns == 1 ? column : (column + 3) / 4 * 4 * columns;
  }

  static ElementType of(Json json) throws Refusal {
    String name = json.text();
    for (ElementType type : values()) {
      if (type.name().equals(name)) {
        return type;
      }
    }
    throw new Refusal(AvatarRule.JSON_VALUE, json.path() + " is no accessor type");
  }
}
