package dev.afterglow.render.rig;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.render.figure.MeshPart;
import dev.afterglow.render.figure.MorphTarget;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class MorphBlendTest {
  private static final long SEED = Long.getLong("seed", 20_261_122L);

  @Test
  void shouldAddWeightedOffsetsToTheRestShape() {
    // Given
    float[] base = {1, 2, 3, 0, 0, 1, 4, 5, 6, 0, 1, 0};
    float[] up = {0, 0, 0, 0, 0, 0, 0, 2, 0, 0.5f, 0, 0};
    float[] out = {1, 0, 0, 0, 0, 0, 0, 0, -4, 0, 0, 0};
    MorphBlend blend = new MorphBlend(part(base, MorphTarget.pack(up), MorphTarget.pack(out)));

    // When
    boolean changed = blend.blend(new float[] {0.5f, 0.25f});

    // Then: worked by hand
    assertThat(changed).isTrue();
    assertThat(blend.vertices()).containsExactly(1.25f, 2, 3, 0, 0, 1, 4, 6, 5, 0.25f, 1, 0);
  }

  @Test
  void shouldSayThatNothingChangedWhenTheWeightsAreTheSame() {
    // Given
    MorphBlend blend =
        new MorphBlend(part(new float[6], MorphTarget.pack(new float[] {1, 0, 0, 0, 0, 0})));
    blend.blend(new float[] {0.5f});

    // When
    boolean changed = blend.blend(new float[] {0.5f});

    // Then
    assertThat(changed).isFalse();
  }

  @Test
  void shouldGiveTheSameVerticesWhateverWasBlendedBefore() {
    // Given
    RandomGenerator random = new Random(SEED);
    float[] base = floats(random, 600);
    MorphTarget[] targets = {
      MorphTarget.pack(sparse(random, 600)), MorphTarget.pack(sparse(random, 600))
    };
    MorphBlend travelled = new MorphBlend(part(base, targets));
    MorphBlend fresh = new MorphBlend(part(base, targets));
    for (int i = 0; i < 100; i++) {
      travelled.blend(floats(random, 2));
    }
    float[] weights = {0.3f, 0.8f};

    // When
    travelled.blend(weights);
    fresh.blend(weights);

    // Then
    assertThat(travelled.vertices()).as("seed %d", SEED).containsExactly(fresh.vertices());
  }

  @Test
  void shouldPackAnyOffsetsWithoutLoss() {
    // Given
    RandomGenerator random = new Random(SEED);
    float[] dense = sparse(random, 6_000);

    // When
    float[] out = new float[6_000];
    MorphTarget.pack(dense).addTo(out, 1);

    // Then
    assertThat(out).as("seed %d", SEED).containsExactly(dense);
  }

  private static MeshPart part(float[] base, MorphTarget... morphs) {
    return new MeshPart(
        base,
        new float[base.length / 3],
        new short[0],
        new float[0],
        new int[0],
        0,
        List.of(morphs));
  }

  private static float[] floats(RandomGenerator random, int count) {
    float[] out = new float[count];
    for (int i = 0; i < count; i++) {
      out[i] = random.nextFloat();
    }
    return out;
  }

  private static float[] sparse(RandomGenerator random, int count) {
    float[] out = new float[count];
    for (int v = 0; v < count / 6; v++) {
      if (random.nextInt(5) == 0) {
        for (int k = 0; k < 6; k++) {
          out[v * 6 + k] = random.nextFloat() - 0.5f;
        }
      }
    }
    return out;
  }
}
