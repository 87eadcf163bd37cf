package dev.afterglow.avatar;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A checked accessor: every element it names lies within its bytes, and every float is finite.
 *
 * @param path where it stands, for refusals
 * @param count elements, 1 or more
 * @param component number format
 * @param element element shape
 * @param normalized whether integers stand for fractions
 * @param dense the elements themselves; absent = zeros
 * @param sparse the values laid over them; absent = none
 */
record Accessor(
    String path,
    int count,
    ComponentType component,
    ElementType element,
    boolean normalized,
    @Nullable Run dense,
    @Nullable Run sparse) {

  /**
   * Elements in the BIN chunk, or in what packed views unpack to.
   *
   * @param bytes where they lie
   * @param offset where the first starts, bytes
   * @param stride bytes from element to element
   * @param count elements
   */
  record Run(ByteBuffer bytes, int offset, int stride, int count) {}

  static Accessor read(Json json, BufferViews views, Budget budget) throws Refusal {
    ComponentType component = ComponentType.of(json.get("componentType"));
    ElementType element = ElementType.of(json.get("type"));
    int count = (int) json.get("count").integer(1, AvatarLimits.MAX_COMPONENTS);
    boolean normalized = json.get("normalized").flag(false);
    Json min = json.get("min");
    Json max = json.get("max");
    min.optionalNumbers(element.components());
    max.optionalNumbers(element.components());
    budget.spendComponents((long) count * element.components());
    Run dense = null;
    if (json.get("bufferView").present()) {
      dense =
          run(json, views, component, element.bytes(component), count, AvatarRule.ACCESSOR_RANGE);
    }
    Run sparse = null;
    if (json.get("sparse").present()) {
      sparse = sparse(json.get("sparse"), views, component, element, count);
      budget.spendComponents((long) sparse.count() * element.components());
    }
    Accessor accessor =
        new Accessor(json.path(), count, component, element, normalized, dense, sparse);
    accessor.requireFinite();
    return accessor;
  }

  private static Run sparse(
      Json json, BufferViews views, ComponentType component, ElementType element, int count)
      throws Refusal {
    long named = json.get("count").integer(1, Integer.MAX_VALUE);
    if (named > count) {
      throw new Refusal(AvatarRule.SPARSE_RANGE, json.path() + " names " + named + " of " + count);
    }
    Json indices = json.get("indices");
    ComponentType type = ComponentType.of(indices.get("componentType"));
    if (!type.unsignedInteger()) {
      throw new Refusal(AvatarRule.SPARSE_RANGE, indices.path() + " are not unsigned");
    }
    Run places = run(indices, views, type, type.bytes(), (int) named, AvatarRule.SPARSE_RANGE);
    long last = -1;
    for (int i = 0; i < named; i++) {
      long place = type.unsignedAt(places.bytes(), places.offset() + i * places.stride());
      if (place <= last || place >= count) {
        throw new Refusal(
            AvatarRule.SPARSE_RANGE,
            indices.path() + " holds " + place + " after " + last + ", elements " + count);
      }
      last = place;
    }
    return run(
        json.get("values"),
        views,
        component,
        element.bytes(component),
        (int) named,
        AvatarRule.SPARSE_RANGE);
  }

  private static Run run(
      Json json, BufferViews views, ComponentType component, int bytes, int count, AvatarRule rule)
      throws Refusal {
    BufferViews.View view = views.view(json.get("bufferView"));
    long offset = json.get("byteOffset").integer(0, Integer.MAX_VALUE, 0);
    int stride = view.stride() == 0 ? bytes : view.stride();
    if (stride < bytes) {
      throw new Refusal(rule, json.path() + " has elements of " + bytes + ", stride " + stride);
    }
    long end =
        Math.addExact(offset, Math.addExact(Math.multiplyExact((long) stride, count - 1L), bytes));
    if (end > view.length()) {
      throw new Refusal(rule, json.path() + " ends at " + end + ", its view at " + view.length());
    }
    int start = view.offset() + (int) offset;
    if (start % component.bytes() != 0 || stride % component.bytes() != 0) {
      throw new Refusal(rule, json.path() + " is not aligned to " + component.bytes() + " bytes");
    }
    return new Run(view.bytes(), start, stride, count);
  }

  private void requireFinite() throws Refusal {
    if (component == ComponentType.FLOAT) {
      requireFinite(dense);
      requireFinite(sparse);
    }
  }

  private void requireFinite(@Nullable Run run) throws Refusal {
    if (run == null) {
      return;
    }
    int components = element.components();
    for (int i = 0; i < run.count(); i++) {
      int at = run.offset() + i * run.stride();
      for (int c = 0; c < components; c++) {
        if (!Float.isFinite(run.bytes().getFloat(at + 4 * c))) {
          throw new Refusal(
              AvatarRule.NUMBER_NOT_FINITE, path + " element " + i + " component " + c);
        }
      }
    }
  }

  /** Refuses the file where an unsigned value, dense or sparse, reaches {@code bound}. */
  void requireValuesBelow(long bound) throws Refusal {
    requireValuesBelow(dense, bound);
    requireValuesBelow(sparse, bound);
  }

  private void requireValuesBelow(@Nullable Run run, long bound) throws Refusal {
    if (run == null) {
      return;
    }
    int components = element.components();
    for (int i = 0; i < run.count(); i++) {
      int at = run.offset() + i * run.stride();
      for (int c = 0; c < components; c++) {
        long value = component.unsignedAt(run.bytes(), at + c * component.bytes());
        if (value >= bound) {
          throw new Refusal(
              AvatarRule.INDEX_VALUE_RANGE,
              path + " holds " + value + ", below " + bound + " only");
        }
      }
    }
  }

  /** One component of a dense element as skin weights read it: a fraction. */
  double weightAt(Run run, int i, int c) {
    int at = run.offset() + i * run.stride() + c * component.bytes();
    return switch (component) {
      case FLOAT -> run.bytes().getFloat(at);
      case UNSIGNED_BYTE -> component.unsignedAt(run.bytes(), at) / 255.0;
      case UNSIGNED_SHORT -> component.unsignedAt(run.bytes(), at) / 65535.0;
      case BYTE, SHORT, UNSIGNED_INT -> Double.NaN;
    };
  }

  boolean is(ElementType wanted, ComponentType... components) {
    return element == wanted && java.util.Arrays.asList(components).contains(component);
  }
}
