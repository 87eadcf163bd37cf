package dev.afterglow.render.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;

class LookReadingTest {
  private static final String LOOKS =
      """
      "extensionsUsed":["AFTERGLOW_looks"],"extensions":{"AFTERGLOW_looks":{"specVersion":"1.0",
       "looks":[{"name":"day","scene":0},{"name":"night","scene":SECOND}]}}
      """;

  @Test
  void shouldDrawWhatEachLooksSceneShowsWhenAFileHasLooks() throws Exception {
    // Given
    byte[] file = dressed(LOOKS.replace("SECOND", "1"));

    // When
    Model figure = FigureReading.read(file);

    // Then: the face's node is one mesh in both, the clothes are one each
    assertThat(figure.lookNames()).containsExactly("day", "night");
    assertThat(figure.meshes()).hasSize(3);
    assertThat(names(figure, figure.looks().getFirst())).containsExactlyInAnyOrder("face", "linen");
    assertThat(names(figure, figure.looks().getLast())).containsExactlyInAnyOrder("face", "silk");
    assertThat(figure.vertexCount()).isEqualTo(6);
  }

  @Test
  void shouldShowTheFilesFirstSceneAloneWhenItNamesNoLooks() throws Exception {
    // Given
    byte[] file = dressed("\"extras\":{}");

    // When
    Model figure = FigureReading.read(file);

    // Then
    assertThat(figure.looks()).isEmpty();
    assertThat(figure.meshes()).hasSize(2);
  }

  @Test
  void shouldRefuseALookWhoseSceneIsNotThere() {
    // Given
    byte[] file = dressed(LOOKS.replace("SECOND", "2"));

    // Then
    assertThatThrownBy(() -> FigureReading.read(file)).isInstanceOf(FigureException.class);
  }

  private static Set<String> names(Model figure, Look look) {
    return look.meshes().stream()
        .map(mesh -> figure.nodes().get(figure.meshes().get(mesh).node()).name())
        .collect(java.util.stream.Collectors.toSet());
  }

  /** A face in both scenes and clothes in one each. */
  private static byte[] dressed(String members) {
    return SmallGlb.of(
        """
        {"asset":{"version":"2.0"},"scene":0,"scenes":[{"nodes":[0,1]},{"nodes":[0,2]}],
         "nodes":[{"name":"face","mesh":0},{"name":"linen","mesh":1},{"name":"silk","mesh":1}],
         "meshes":[{"primitives":[{"attributes":{"POSITION":0}}]},
          {"primitives":[{"attributes":{"POSITION":0}}]}],
         "buffers":[{"byteLength":BIN_BYTES}],
         "bufferViews":[{"buffer":0,"byteLength":36}],
         "accessors":[{"bufferView":0,"componentType":5126,"type":"VEC3","count":3,
           "min":[0,0,0],"max":[1,1,0]}],
        """
            + members
            + "}",
        SmallGlb.floats(0, 0, 0, 1, 0, 0, 0, 1, 0));
  }
}
