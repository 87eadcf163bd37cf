package dev.afterglow.render.figure;

import de.javagl.jgltf.impl.v2.AccessorSparse;
import de.javagl.jgltf.impl.v2.GlTF;
import de.javagl.jgltf.model.AccessorByteData;
import de.javagl.jgltf.model.AccessorData;
import de.javagl.jgltf.model.AccessorFloatData;
import de.javagl.jgltf.model.AccessorIntData;
import de.javagl.jgltf.model.AccessorModel;
import de.javagl.jgltf.model.AccessorShortData;
import de.javagl.jgltf.model.BufferViewModel;
import de.javagl.jgltf.model.GltfModel;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Typed accessors of a file as plain arrays. The library fills in sparse accessors that stand on a
 * buffer view; those that stand on nothing but zeroes, as morph targets do, are filled in here.
 */
final class Accessors {
  private static final int BYTE = 5120;
  private static final int SHORT = 5122;
  private static final int UNSIGNED_BYTE = 5121;
  private static final int UNSIGNED_SHORT = 5123;

  private final Map<AccessorModel, AccessorSparse> sparse = new IdentityHashMap<>();
  private final List<BufferViewModel> views;

  Accessors(GltfModel model, GlTF file) {
    views = model.getBufferViewModels();
    for (int i = 0; i < model.getAccessorModels().size(); i++) {
      AccessorSparse part = file.getAccessors().get(i).getSparse();
      if (part != null) {
        sparse.put(model.getAccessorModels().get(i), part);
      }
    }
  }

  /** Every component as a float; normalised integers become 0 to 1 or -1 to 1. */
  float[] floats(AccessorModel accessor) {
    int parts = accessor.getElementType().getNumComponents();
    int elements = accessor.getCount();
    float[] out = new float[elements * parts];
    AccessorData data = accessor.getAccessorData();
    if (data == null) {
      fill(out, parts, accessor, sparse.get(accessor));
      return out;
    }
    for (int e = 0; e < elements; e++) {
      for (int c = 0; c < parts; c++) {
        out[e * parts + c] = component(data, e, c, accessor.isNormalized());
      }
    }
    return out;
  }

  /** Every component as an unsigned integer. */
  int[] integers(AccessorModel accessor) {
    AccessorData data = accessor.getAccessorData();
    int parts = data.getNumComponentsPerElement();
    int elements = data.getNumElements();
    int[] out = new int[elements * parts];
    for (int e = 0; e < elements; e++) {
      for (int c = 0; c < parts; c++) {
        out[e * parts + c] = integer(data, e, c);
      }
    }
    return out;
  }

  private void fill(float[] out, int parts, AccessorModel accessor, @Nullable AccessorSparse part) {
    if (part == null) { // neither a buffer view nor sparse values: glTF means zeroes
      return;
    }
    ByteBuffer places = from(part.getIndices().getBufferView(), part.getIndices().getByteOffset());
    ByteBuffer values = from(part.getValues().getBufferView(), part.getValues().getByteOffset());
    for (int i = 0; i < part.getCount(); i++) {
      int place =
          switch (part.getIndices().getComponentType()) {
            case UNSIGNED_BYTE -> Byte.toUnsignedInt(places.get());
            case UNSIGNED_SHORT -> Short.toUnsignedInt(places.getShort());
            default -> places.getInt();
          };
      for (int c = 0; c < parts; c++) {
        out[place * parts + c] =
            switch (accessor.getComponentType()) {
              case BYTE -> scaled(values.get(), accessor, 127);
              case SHORT -> scaled(values.getShort(), accessor, 32_767);
              default -> values.getFloat();
            };
      }
    }
  }

  private static float scaled(int value, AccessorModel accessor, float one) {
    return accessor.isNormalized() ? Math.max(-1, value / one) : value;
  }

  private ByteBuffer from(int view, @Nullable Integer offset) {
    ByteBuffer bytes = views.get(view).getBufferViewData().duplicate();
    bytes.position(bytes.position() + (offset == null ? 0 : offset));
    return bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
  }

  private static float component(AccessorData data, int element, int part, boolean normalized) {
    if (data instanceof AccessorFloatData floats) {
      return floats.get(element, part);
    }
    int value = integer(data, element, part);
    if (!normalized) {
      return value;
    }
    return switch (data) {
      case AccessorByteData b -> b.isUnsigned() ? value / 255f : Math.max(-1, value / 127f);
      case AccessorShortData s -> s.isUnsigned() ? value / 65_535f : Math.max(-1, value / 32_767f);
      default -> value;
    };
  }

  private static int integer(AccessorData data, int element, int part) {
    return switch (data) {
      case AccessorByteData bytes -> bytes.getInt(element, part);
      case AccessorShortData shorts -> shorts.getInt(element, part);
      case AccessorIntData ints -> ints.get(element, part);
      default -> throw new IllegalArgumentException("indices and joints are integers");
    };
  }
}
