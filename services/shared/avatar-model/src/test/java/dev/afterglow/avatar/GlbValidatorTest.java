package dev.afterglow.avatar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.drive.ArkitShape;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class GlbValidatorTest {

  @Test
  void shouldReportFactsWhenFileIsSound() {
    // Given
    SmallAvatar avatar = new SmallAvatar();

    // When
    Verdict verdict = avatar.judge();

    // Then
    assertThat(verdict).isInstanceOf(Verdict.Accepted.class);
    AvatarFacts facts = ((Verdict.Accepted) verdict).facts();
    assertThat(facts.format()).isEqualTo(AvatarFormat.GLB);
    assertThat(facts.shapes())
        .containsExactlyInAnyOrder(ArkitShape.JAW_OPEN, ArkitShape.MOUTH_SMILE_LEFT);
    assertThat(facts.vertexCount()).isEqualTo(3);
    assertThat(facts.commercialUse()).isEqualTo(CommercialUse.UNSTATED);
    assertThat(facts.sha256Hex()).matches("[0-9a-f]{64}");
    assertThat(facts.warnings()).isEmpty();
  }

  @Test
  void shouldAnswerTheSameFromDiskWhenFileIsMapped(@TempDir Path dir) throws IOException {
    // Given
    byte[] bytes = new SmallAvatar().glb();
    Path file = Files.write(dir.resolve("a.glb"), bytes);

    // When
    Verdict verdict = GlbValidator.validate(file);

    // Then
    assertThat(verdict).isEqualTo(GlbValidator.validate(bytes));
  }

  @Test
  void shouldWarnWhenSkinWeightsAreNotNormalised() {
    // Given
    SmallAvatar avatar = new SmallAvatar().putFloat(SmallAvatar.WEIGHTS, 0.2f);

    // When
    Verdict verdict = avatar.judge();

    // Then
    assertThat(((Verdict.Accepted) verdict).facts().warnings())
        .containsExactly(
            new AvatarWarning(
                AvatarWarning.Kind.WEIGHTS_NOT_NORMALISED, "mesh 0: 1 of 3 vertices"));
  }

  @Test
  void shouldWarnWhenAFileHoldsWhatIsNotDrawn() {
    // Given: a mirrored texture; colours at the vertices and eight joints a vertex are drawn
    SmallAvatar avatar =
        new SmallAvatar()
            .edit(
                "\"WEIGHTS_0\":5}", "\"WEIGHTS_0\":5,\"COLOR_0\":5,\"JOINTS_1\":4,\"WEIGHTS_1\":5}")
            .with("\"samplers\":[{\"wrapS\":33648}]");
    for (int vertex = 0; vertex < 3; vertex++) {
      avatar.putFloat(SmallAvatar.WEIGHTS + 16 * vertex, 0.25f);
    }

    // When
    Verdict verdict = avatar.judge();

    // Then
    assertThat(((Verdict.Accepted) verdict).facts().warnings())
        .extracting(it -> it.kind().name())
        .containsExactly("MIRRORED_WRAP_NOT_DRAWN");
  }

  static Stream<Arguments> hostileDocuments() {
    return Stream.of(
        broken(
            "accessor beyond its view",
            AvatarRule.ACCESSOR_RANGE,
            a -> a.edit("\"count\":3", "\"count\":4")),
        broken(
            "accessor count that overflows",
            AvatarRule.JSON_VALUE,
            a -> a.edit("\"count\":3", "\"count\":4294967299")),
        broken(
            "accessor offset that overflows",
            AvatarRule.JSON_VALUE,
            a ->
                a.edit(
                    "{\"bufferView\":0,\"comp",
                    "{\"bufferView\":0,\"byteOffset\":9223372036854775804,\"comp")),
        broken(
            "accessor offset beyond its view",
            AvatarRule.ACCESSOR_RANGE,
            a ->
                a.edit(
                    "{\"bufferView\":0,\"comp",
                    "{\"bufferView\":0,\"byteOffset\":2147483644,\"comp")),
        broken(
            "misaligned accessor",
            AvatarRule.ACCESSOR_RANGE,
            a ->
                a.edit(
                    "\"byteOffset\":120,\"byteLength\":48",
                    "\"byteOffset\":121,\"byteLength\":48")),
        broken(
            "buffer view beyond the buffer",
            AvatarRule.BUFFER_VIEW_RANGE,
            a ->
                a.edit(
                    "\"byteOffset\":296,\"byteLength\":72",
                    "\"byteOffset\":296,\"byteLength\":76")),
        broken(
            "buffer view sum that overflows",
            AvatarRule.BUFFER_VIEW_RANGE,
            a ->
                a.edit(
                    "\"byteOffset\":296,\"byteLength\":72",
                    "\"byteOffset\":296,\"byteLength\":9223372036854775807")),
        broken(
            "negative buffer view",
            AvatarRule.JSON_VALUE,
            a -> a.edit("\"byteOffset\":296", "\"byteOffset\":-296")),
        broken(
            "second buffer",
            AvatarRule.BUFFER_RANGE,
            a -> a.edit("[{\"byteLength\":368}]", "[{\"byteLength\":368},{\"byteLength\":9}]")),
        broken(
            "buffer longer than BIN",
            AvatarRule.BUFFER_RANGE,
            a -> a.edit("[{\"byteLength\":368}]", "[{\"byteLength\":372}]")),
        broken(
            "sparse index beyond the elements",
            AvatarRule.SPARSE_RANGE,
            a -> a.putShort(SmallAvatar.SPARSE_INDICES + 2, 3)),
        broken(
            "sparse indices that fall",
            AvatarRule.SPARSE_RANGE,
            a -> a.putShort(SmallAvatar.SPARSE_INDICES, 2)),
        broken(
            "sparse count beyond the elements",
            AvatarRule.SPARSE_RANGE,
            a -> a.edit("\"sparse\":{\"count\":2", "\"sparse\":{\"count\":4")),
        broken(
            "sparse values beyond their view",
            AvatarRule.SPARSE_RANGE,
            a ->
                a.edit(
                    "\"values\":{\"bufferView\":3,\"byteOffset\":4}",
                    "\"values\":{\"bufferView\":3,\"byteOffset\":8}")),
        broken(
            "vertex index beyond the vertices",
            AvatarRule.INDEX_VALUE_RANGE,
            a -> a.putShort(SmallAvatar.INDICES, 3)),
        broken(
            "joint beyond the skin",
            AvatarRule.INDEX_VALUE_RANGE,
            a -> a.putByte(SmallAvatar.JOINTS, 2)),
        broken(
            "NaN position",
            AvatarRule.NUMBER_NOT_FINITE,
            a -> a.putFloat(SmallAvatar.POSITIONS + 4, Float.NaN)),
        broken(
            "infinite weight",
            AvatarRule.NUMBER_NOT_FINITE,
            a -> a.putFloat(SmallAvatar.WEIGHTS, Float.POSITIVE_INFINITY)),
        broken(
            "NaN weight",
            AvatarRule.NUMBER_NOT_FINITE,
            a -> a.putFloat(SmallAvatar.WEIGHTS, Float.NaN)),
        broken(
            "skin without joints",
            AvatarRule.JSON_VALUE,
            a -> a.edit("\"joints\":[2,3]", "\"joints\":[]")),
        broken(
            "NaN bind matrix",
            AvatarRule.NUMBER_NOT_FINITE,
            a -> a.putFloat(SmallAvatar.MATRICES, Float.NaN)),
        broken(
            "NaN sparse value",
            AvatarRule.NUMBER_NOT_FINITE,
            a -> a.putFloat(SmallAvatar.SPARSE_VALUES, Float.NaN)),
        broken(
            "number beyond a double",
            AvatarRule.NUMBER_NOT_FINITE,
            a -> a.edit("\"translation\":[0,1,0]", "\"translation\":[0,1e999,0]")),
        broken(
            "literal NaN",
            AvatarRule.JSON_SYNTAX,
            a -> a.edit("\"translation\":[0,1,0]", "\"translation\":[0,NaN,0]")),
        broken(
            "cycle of two nodes",
            AvatarRule.NODE_CYCLE,
            a -> a.edit("{\"translation\":[0,1,0]}", "{\"children\":[2]}").edit("[1,2]", "[1]")),
        broken(
            "node its own child",
            AvatarRule.NODE_CYCLE,
            a ->
                a.edit("{\"translation\":[0,1,0]}", "{\"children\":[3]}")
                    .edit("{\"children\":[3]},", "{},")),
        broken(
            "node with two parents",
            AvatarRule.NODE_NOT_TREE,
            a -> a.edit("{\"translation\":[0,1,0]}", "{\"children\":[1]}")),
        broken(
            "scene root that is a child",
            AvatarRule.NODE_NOT_TREE,
            a -> a.edit("\"nodes\":[0]", "\"nodes\":[1]")),
        broken(
            "child beyond the nodes",
            AvatarRule.REFERENCE_RANGE,
            a -> a.edit("\"children\":[3]", "\"children\":[4]")),
        broken(
            "external buffer",
            AvatarRule.URI_FORBIDDEN,
            a ->
                a.edit(
                    "[{\"byteLength\":368}]",
                    "[{\"byteLength\":368,\"uri\":\"file:///etc/passwd\"}]")),
        broken(
            "external image",
            AvatarRule.URI_FORBIDDEN,
            a -> a.edit("{\"bufferView\":7,\"mimeType\":\"image/png\"}", "{\"uri\":\"../x.png\"}")),
        broken(
            "svg image",
            AvatarRule.URI_FORBIDDEN,
            a ->
                a.edit(
                    "{\"bufferView\":7,\"mimeType\":\"image/png\"}",
                    "{\"uri\":\"data:image/svg+xml;base64,AAAA\"}")),
        broken(
            "uri hidden in an extension",
            AvatarRule.URI_FORBIDDEN,
            a -> a.with("\"extensions\":{\"X\":{\"a\":[{\"uri\":\"http://localhost\"}]}}")),
        broken(
            "data image without an image",
            AvatarRule.IMAGE_FORMAT,
            a ->
                a.edit(
                    "{\"bufferView\":7,\"mimeType\":\"image/png\"}",
                    "{\"uri\":\"data:image/png;base64,AAAA\"}")),
        broken(
            "data image without base64",
            AvatarRule.IMAGE_FORMAT,
            a ->
                a.edit(
                    "{\"bufferView\":7,\"mimeType\":\"image/png\"}",
                    "{\"uri\":\"data:image/png;base64,*\"}")),
        broken("30,000 pixel image", AvatarRule.IMAGE_TOO_LARGE, a -> a.image(30_000, 30_000)),
        broken("image of 2^32-1 pixels", AvatarRule.IMAGE_TOO_LARGE, a -> a.image(-1, -1)),
        broken("empty image", AvatarRule.IMAGE_FORMAT, a -> a.image(0, 4)),
        broken(
            "image of another kind",
            AvatarRule.IMAGE_FORMAT,
            a -> a.putByte(SmallAvatar.IMAGE, 'G')),
        broken(
            "unknown required extension",
            AvatarRule.EXTENSION_UNSUPPORTED,
            a -> a.with("\"extensionsRequired\":[\"KHR_draco_mesh_compression\"]")),
        broken(
            "second buffer that is no fallback", AvatarRule.BUFFER_RANGE, a -> twoBuffers(a, "")),
        broken(
            "packed view of another length",
            AvatarRule.COMPRESSION,
            a -> packed(a, "\"mode\":\"ATTRIBUTES\",\"count\":4,\"byteStride\":12")),
        broken(
            "packed view of billions",
            AvatarRule.COMPRESSION,
            a -> packed(a, "\"mode\":\"ATTRIBUTES\",\"count\":90000000,\"byteStride\":256")),
        broken(
            "packed view of no mode",
            AvatarRule.COMPRESSION,
            a -> packed(a, "\"mode\":\"ZIP\",\"count\":3,\"byteStride\":12")),
        broken(
            "packed view of noise",
            AvatarRule.COMPRESSION,
            a -> packed(a, "\"mode\":\"ATTRIBUTES\",\"count\":3,\"byteStride\":12")),
        broken(
            "quantized positions that nobody announced",
            AvatarRule.MESH_LAYOUT,
            a ->
                a.edit(
                    "\"componentType\":5126,\"type\":\"VEC3\",\"count\":3,\"min\":[0,0,0],\"max\":[1,1,0]",
                    "\"componentType\":5120,\"type\":\"VEC3\",\"count\":3")),
        broken(
            "too many vertices",
            AvatarRule.COUNT_EXCEEDED,
            a -> a.edit("{\"bufferView\":0,", "{").edit("\"count\":3", "\"count\":500001")),
        broken(
            "billions of unbacked elements",
            AvatarRule.COUNT_EXCEEDED,
            a -> a.edit("{\"bufferView\":0,", "{").edit("\"count\":3", "\"count\":99999999")),
        broken(
            "morph of another length",
            AvatarRule.MESH_LAYOUT,
            a ->
                a.edit(
                    "{\"bufferView\":2,\"componentType\":5126,\"type\":\"VEC3\",\"count\":3}",
                    "{\"bufferView\":2,\"componentType\":5126,\"type\":\"VEC3\",\"count\":2}")),
        broken(
            "names that do not match the targets",
            AvatarRule.MESH_LAYOUT,
            a -> a.edit(",\"mouthSmile_L\"", "")),
        broken(
            "lines where an avatar is made of triangles",
            AvatarRule.MESH_LAYOUT,
            a -> a.edit("\"indices\":1,", "\"indices\":1,\"mode\":1,")),
        broken(
            "a strip of triangles, which nothing here draws",
            AvatarRule.MESH_LAYOUT,
            a -> a.edit("\"indices\":1,", "\"indices\":1,\"mode\":5,")),
        broken(
            "signed indices",
            AvatarRule.MESH_LAYOUT,
            a ->
                a.edit(
                    "\"componentType\":5123,\"type\":\"SCALAR\"",
                    "\"componentType\":5122,\"type\":\"SCALAR\"")),
        broken(
            "texture beyond the textures",
            AvatarRule.REFERENCE_RANGE,
            a -> a.edit("\"index\":0", "\"index\":1")),
        broken(
            "key that stands twice",
            AvatarRule.JSON_SYNTAX,
            a -> a.edit("\"scene\":0", "\"scene\":0,\"scene\":0")),
        broken(
            "other glTF version",
            AvatarRule.JSON_VALUE,
            a -> a.edit("\"version\":\"2.0\"", "\"version\":\"1.0\"")),
        broken(
            "object where an array belongs",
            AvatarRule.JSON_VALUE,
            a -> a.edit("\"textures\":[{\"source\":0}]", "\"textures\":{\"source\":0}")));
  }

  private static Arguments broken(String name, AvatarRule rule, UnaryOperator<SmallAvatar> edit) {
    return Arguments.of(name, rule, edit);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("hostileDocuments")
  void shouldNameTheRuleWhenDocumentIsHostile(
      String name, AvatarRule rule, UnaryOperator<SmallAvatar> edit) {
    // Given
    SmallAvatar avatar = edit.apply(new SmallAvatar());

    // When
    Verdict verdict = avatar.judge();

    // Then
    assertThat(verdict).isInstanceOf(Verdict.Rejected.class);
    assertThat(((Verdict.Rejected) verdict).rule()).as(verdict.toString()).isEqualTo(rule);
  }

  @Test
  void shouldRefuseEveryPrefixWhenFileIsTruncated() {
    // Given
    byte[] whole = new SmallAvatar().glb();

    // When
    for (int length = 0; length < whole.length; length++) {
      Verdict verdict = GlbValidator.validate(Arrays.copyOf(whole, length));

      // Then
      assertThat(verdict).as("first %d bytes", length).isInstanceOf(Verdict.Rejected.class);
    }
  }

  @Test
  void shouldRefuseByDeclaredLengthWhenJsonChunkIsHuge(@TempDir Path dir) throws IOException {
    // Given
    ByteBuffer head = ByteBuffer.allocate(20).order(ByteOrder.LITTLE_ENDIAN);
    int jsonBytes = 100 << 20;
    head.putInt(0x46546C67).putInt(2).putInt(28 + jsonBytes).putInt(jsonBytes).putInt(0x4E4F534A);
    Path file = dir.resolve("huge.glb");
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.write(head.array());
      sparse.setLength(28L + jsonBytes);
    }

    // When
    Verdict onDisk = GlbValidator.validate(file);
    Verdict headAlone = GlbValidator.validate(head.array());

    // Then
    Verdict.Rejected expected =
        new Verdict.Rejected(AvatarRule.JSON_TOO_LARGE, "the JSON chunk declares 104857600 bytes");
    assertThat(onDisk).isEqualTo(expected);
    assertThat(headAlone).isEqualTo(expected);
  }

  @Test
  void shouldRefuseBySizeWhenFileIsLargerThanAllowed(@TempDir Path dir) throws IOException {
    // Given
    Path file = dir.resolve("large.glb");
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(AvatarLimits.MAX_FILE_BYTES + 1);
    }

    // When
    Verdict verdict = GlbValidator.validate(file);

    // Then
    assertThat(((Verdict.Rejected) verdict).rule()).isEqualTo(AvatarRule.FILE_TOO_LARGE);
  }

  @Test
  void shouldRefuseWhenJsonIsNestedTooDeep() {
    // Given
    String deep = "{\"a\":" + "[".repeat(100_000);

    // When
    Verdict verdict =
        GlbValidator.validate(new SmallAvatar().glb(deep.getBytes(StandardCharsets.UTF_8)));

    // Then
    assertThat(((Verdict.Rejected) verdict).rule()).isEqualTo(AvatarRule.JSON_TOO_DEEP);
  }

  @Test
  void shouldRefuseWhenJsonHoldsTooManyValues() {
    // Given
    String wide = "{\"a\":[" + "0,".repeat(AvatarLimits.MAX_JSON_VALUES) + "0]}";

    // When
    Verdict verdict =
        GlbValidator.validate(new SmallAvatar().glb(wide.getBytes(StandardCharsets.UTF_8)));

    // Then
    assertThat(((Verdict.Rejected) verdict).rule()).isEqualTo(AvatarRule.JSON_TOO_LARGE);
  }

  @Test
  void shouldRefuseWhenContainerIsWrong() {
    // Given
    byte[] magic = new SmallAvatar().glb();
    magic[0] = 'G';
    byte[] version = new SmallAvatar().glb();
    version[4] = 3;
    byte[] trailing = Arrays.copyOf(new SmallAvatar().glb(), new SmallAvatar().glb().length + 8);
    byte[] utf16 = new SmallAvatar().glb("{}".getBytes(StandardCharsets.UTF_16LE));

    // When
    AvatarRule[] rules =
        Stream.of(magic, version, trailing, utf16)
            .map(GlbValidator::validate)
            .map(verdict -> ((Verdict.Rejected) verdict).rule())
            .toArray(AvatarRule[]::new);

    // Then
    assertThat(rules)
        .containsExactly(
            AvatarRule.GLB_MAGIC,
            AvatarRule.GLB_VERSION,
            AvatarRule.GLB_CHUNKS,
            AvatarRule.JSON_SYNTAX);
  }

  private static SmallAvatar twoBuffers(SmallAvatar avatar, String fallback) {
    return avatar.edit(
        "\"buffers\":[{\"byteLength\":368}]",
        "\"buffers\":[{\"byteLength\":368},{\"byteLength\":36" + fallback + "}]");
  }

  /** The positions' view becomes a packed one. */
  private static SmallAvatar packed(SmallAvatar avatar, String declared) {
    return twoBuffers(avatar, ",\"extensions\":{\"EXT_meshopt_compression\":{\"fallback\":true}}")
        .edit(
            "{\"buffer\":0,\"byteLength\":36}",
            "{\"buffer\":1,\"byteLength\":36,\"extensions\":{\"EXT_meshopt_compression\":{"
                + "\"buffer\":0,\"byteOffset\":0,\"byteLength\":36,"
                + declared
                + "}}}");
  }
}
