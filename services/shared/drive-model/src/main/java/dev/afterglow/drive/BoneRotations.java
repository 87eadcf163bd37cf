package dev.afterglow.drive;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rotations of some bones, in the order of the enum. Immutable, so frames share it. */
final class BoneRotations extends AbstractMap<HumanoidBone, Rotation> {
  private static final HumanoidBone[] BONES = HumanoidBone.values();
  private static final BoneRotations NONE = new BoneRotations(Map.of());

  private final @Nullable Rotation[] rotations = new @Nullable Rotation[BONES.length];
  private final int size;

  private BoneRotations(Map<HumanoidBone, Rotation> given) {
    given.forEach((bone, rotation) -> rotations[bone.ordinal()] = rotation);
    size = given.size();
  }

  /** The same rotations, copied where somebody else could change them. */
  static Map<HumanoidBone, Rotation> of(Map<HumanoidBone, Rotation> given) {
    if (given instanceof BoneRotations shared) {
      return shared;
    }
    return given.isEmpty() ? NONE : new BoneRotations(given);
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public @Nullable Rotation get(@Nullable Object key) {
    return key instanceof HumanoidBone bone ? rotations[bone.ordinal()] : null;
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return get(key) != null;
  }

  @Override
  public Set<Map.Entry<HumanoidBone, Rotation>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public Iterator<Map.Entry<HumanoidBone, Rotation>> iterator() {
        return new Entries();
      }

      @Override
      public int size() {
        return size;
      }
    };
  }

  private final class Entries implements Iterator<Map.Entry<HumanoidBone, Rotation>> {
    private int at;

    @Override
    public boolean hasNext() {
      while (at < BONES.length && rotations[at] == null) {
        at++;
      }
      return at < BONES.length;
    }

    @Override
    public Map.Entry<HumanoidBone, Rotation> next() {
      Rotation rotation = hasNext() ? rotations[at] : null;
      if (rotation == null) {
        throw new NoSuchElementException();
      }
      return Map.entry(BONES[at++], rotation);
    }
  }
}
