package dev.afterglow.render.figure;

import de.javagl.jgltf.impl.v2.Accessor;
import de.javagl.jgltf.impl.v2.BufferView;
import de.javagl.jgltf.impl.v2.GlTF;
import de.javagl.jgltf.impl.v2.Skin;
import de.javagl.jgltf.model.io.v2.GltfAssetV2;
import dev.afterglow.render.space.Mat4;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * Gives skins that leave their inverse bind matrices out the identities that glTF 2.0 means by that
 * (3.7.3.1): the library that reads the file takes them for granted. They stand behind the binary
 * chunk, one set of 64 bytes a joint for all such skins; the validator has bounded the joints.
 */
final class BindMatrices {
  private static final int ALIGNMENT = 4;
  private static final int MATRIX_BYTES = 64;
  private static final int FLOAT = 5_126;

  private BindMatrices() {}

  /** The file itself where every skin has its own. */
  static GltfAssetV2 completed(GltfAssetV2 file) throws FigureException {
    GlTF json = file.getGltf();
    List<Skin> without =
        json.getSkins() == null
            ? List.of()
            : json.getSkins().stream().filter(it -> it.getInverseBindMatrices() == null).toList();
    if (without.isEmpty()) {
      return file;
    }
    if (file.getBinaryData() == null
        || json.getBuffers() == null
        || json.getBuffers().size() != 1) {
      throw new FigureException("a skin without anything to draw");
    }
    int joints = without.stream().mapToInt(it -> it.getJoints().size()).max().orElse(0);
    ByteBuffer bin = file.getBinaryData().duplicate().rewind();
    int from = (bin.limit() + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    ByteBuffer all =
        ByteBuffer.allocate(from + joints * MATRIX_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    all.put(bin).position(from);
    for (int joint = 0; joint < joints; joint++) {
      for (float value : Mat4.identity()) {
        all.putFloat(value);
      }
    }
    int accessor = accessor(json, from, joints);
    without.forEach(skin -> skin.setInverseBindMatrices(accessor));
    json.getBuffers().getFirst().setByteLength(all.capacity());
    return new GltfAssetV2(json, all.rewind());
  }

  private static int accessor(GlTF json, int from, int joints) {
    BufferView view = new BufferView();
    view.setBuffer(0);
    view.setByteOffset(from);
    view.setByteLength(joints * MATRIX_BYTES);
    json.addBufferViews(view);
    Accessor accessor = new Accessor();
    accessor.setBufferView(json.getBufferViews().size() - 1);
    accessor.setComponentType(FLOAT);
    accessor.setType("MAT4");
    accessor.setCount(joints);
    json.addAccessors(accessor);
    return json.getAccessors().size() - 1;
  }
}
