package dev.afterglow.registry.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.protobuf.ByteString;
import dev.afterglow.api.registry.v1.Avatar;
import dev.afterglow.api.registry.v1.AvatarFormat;
import dev.afterglow.api.registry.v1.DecideRequest;
import dev.afterglow.api.registry.v1.DecideResponse;
import dev.afterglow.api.registry.v1.Denial;
import dev.afterglow.api.registry.v1.DenialReason;
import dev.afterglow.api.registry.v1.DownloadAvatarRequest;
import dev.afterglow.api.registry.v1.DownloadAvatarResponse;
import dev.afterglow.api.registry.v1.FileForm;
import dev.afterglow.api.registry.v1.GetSigningKeyRequest;
import dev.afterglow.api.registry.v1.Licence;
import dev.afterglow.api.registry.v1.ListAvatarsRequest;
import dev.afterglow.api.registry.v1.UploadAvatarHeader;
import dev.afterglow.registry.settings.RegistryConfig;
import io.grpc.Status;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files come in whole and judged, or not at all. */
@QuarkusTest
@QuarkusTestResource(RunningPostgres.class)
class UploadTest {
  @TestHTTPResource URL url;
  @Inject RegistryConfig config;
  private RegistryCaller registry;

  @BeforeEach
  void connect() {
    registry = new RegistryCaller(url);
  }

  @AfterEach
  void disconnect() {
    registry.close();
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(config.assetFolder())) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private List<Avatar> avatars() {
    return registry
        .avatars
        .listAvatars(ListAvatarsRequest.newBuilder().setPageSize(200).build())
        .getAvatarsList();
  }

  @Test
  void shouldGiveBackWhatWasSignedWhenDownloaded() {
    // Given
    byte[] file = TinyAvatar.glb(88_001);
    Avatar avatar = registry.upload(registry.header(registry.verified(), file).build(), file);

    // When
    Iterator<DownloadAvatarResponse> pieces =
        registry.avatars.downloadAvatar(
            DownloadAvatarRequest.newBuilder().setAvatarId(avatar.getAvatarId()).build());
    DownloadAvatarResponse seal = pieces.next();
    ByteString bytes = ByteString.EMPTY;
    while (pieces.hasNext()) {
      bytes = bytes.concat(pieces.next().getChunk());
    }

    // Then
    assertThat(seal.getSeal()).isEqualTo(avatar.getSeal());
    assertThat(seal.getSeal().getSignature().size()).isEqualTo(64);
    assertThat(seal.getSeal().getKeyId())
        .isEqualTo(
            registry.avatars.getSigningKey(GetSigningKeyRequest.getDefaultInstance()).getKeyId());
    assertThat(RegistryCaller.sha256(bytes.toByteArray()))
        .isEqualTo(avatar.getSeal().getSha256().toByteArray());
    assertThat(avatar.getSourceSha256().toByteArray()).isEqualTo(RegistryCaller.sha256(file));
    assertThat(avatar.getSourceSha256()).isNotEqualTo(avatar.getSeal().getSha256());
    assertThat(avatar.getForm()).isEqualTo(FileForm.FILE_FORM_CANONICAL);
    assertThat(avatar.getSizeBytes()).isEqualTo(bytes.size());
    assertThat(avatar.getFormat()).isEqualTo(AvatarFormat.AVATAR_FORMAT_GLB);
    assertThat(avatar.getShapesList()).containsExactly("jawOpen");
    assertThat(avatar.getVertexCount()).isEqualTo(3);
    assertThat(avatar.getCommercialUseAllowed()).isTrue();
  }

  @Test
  void shouldSignTheSameDigestWhenTheSameModelIsWrittenOtherwise() {
    // Given
    String owner = registry.verified();
    byte[] file = TinyAvatar.glb(88_010);
    byte[] spaced =
        new String(file, StandardCharsets.ISO_8859_1)
            .replace("\n\"nodes", " \"nodes")
            .getBytes(StandardCharsets.ISO_8859_1);

    // When
    Avatar one = registry.upload(registry.header(owner, file).build(), file);
    Avatar other = registry.upload(registry.header(owner, spaced).build(), spaced);

    // Then
    assertThat(spaced).isNotEqualTo(file);
    assertThat(other.getSeal()).isEqualTo(one.getSeal());
    assertThat(other.getSourceSha256()).isNotEqualTo(one.getSourceSha256());
  }

  @Test
  void shouldAllowNoCommerceWhenNeitherFileNorDocumentDoes() {
    // Given
    byte[] file = TinyAvatar.glb(88_002);
    UploadAvatarHeader header =
        registry
            .header(registry.verified(), file)
            .clearSeparateLicenceReference()
            .clearSeparateLicenceSha256()
            .build();

    // When
    Avatar avatar = registry.upload(header, file);

    // Then
    assertThat(avatar.getCommercialUseAllowed()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "a contract that nobody has shown"})
  void shouldDenyToSellWithADefaultVrmWhateverIsSaidOfADocument(String reference) {
    // Given
    String owner = registry.verified();
    byte[] file = TinyAvatar.vrm(88_100 + reference.length());
    Avatar avatar =
        registry.upload(
            registry
                .header(owner, file)
                .setSeparateLicenceReference(reference)
                .clearSeparateLicenceSha256()
                .build(),
            file);
    Licence licence = registry.licence(owner, avatar.getAvatarId());

    // When
    DecideResponse decision =
        registry.licences.decide(DecideRequest.newBuilder().setUse(registry.use(licence)).build());

    // Then
    assertThat(avatar.getFormat()).isEqualTo(AvatarFormat.AVATAR_FORMAT_VRM_1);
    assertThat(avatar.getCommercialUseAllowed()).isFalse();
    assertThat(decision.getDenialsList())
        .extracting(Denial::getReason)
        .containsExactly(DenialReason.DENIAL_REASON_AVATAR_NOT_COMMERCIAL);
  }

  @Test
  void shouldRefuseADigestOfNoDocument() {
    // Given
    String owner = registry.verified();
    byte[] file = TinyAvatar.vrm(88_200);
    UploadAvatarHeader nameless =
        registry.header(owner, file).clearSeparateLicenceReference().build();
    UploadAvatarHeader cut =
        registry
            .header(owner, file)
            .setSeparateLicenceSha256(ByteString.copyFromUtf8("short"))
            .build();

    // When
    Throwable noName = catchThrowable(() -> registry.upload(nameless, file));
    Throwable noDigest = catchThrowable(() -> registry.upload(cut, file));

    // Then
    assertThat(RegistryCaller.info(noName).getReason()).isEqualTo("INVALID_FIELD");
    assertThat(RegistryCaller.info(noDigest).getReason()).isEqualTo("INVALID_FIELD");
  }

  @Test
  void shouldLeaveNothingWhenUploadIsTruncatedOrHostile() throws IOException {
    // Given
    String owner = registry.verified();
    byte[] file = TinyAvatar.glb(88_003);
    byte[] cut = Arrays.copyOf(file, file.length - 8);
    byte[] longer = Arrays.copyOf(file, file.length + 300);
    List<Path> before = files();
    List<Avatar> known = avatars();

    // When
    Throwable truncated =
        catchThrowable(() -> registry.upload(registry.header(owner, file).build(), cut));
    Throwable tooLong =
        catchThrowable(() -> registry.upload(registry.header(owner, file).build(), longer));
    Throwable hostile =
        catchThrowable(() -> registry.upload(registry.header(owner, cut).build(), cut));

    // Then
    assertThat(RegistryCaller.info(truncated).getReason()).isEqualTo("UPLOAD_BROKEN");
    assertThat(RegistryCaller.info(truncated).getMetadataMap())
        .containsEntry("expected", Integer.toString(file.length))
        .containsEntry("got", Integer.toString(cut.length));
    assertThat(RegistryCaller.info(tooLong).getReason()).isEqualTo("UPLOAD_BROKEN");
    assertThat(RegistryCaller.info(hostile).getReason()).isEqualTo("AVATAR_REJECTED");
    assertThat(RegistryCaller.info(hostile).getMetadataMap())
        .containsEntry("rule", "GLB_TRUNCATED");
    assertThat(files()).isEqualTo(before);
    assertThat(avatars()).isEqualTo(known);
  }

  @Test
  void shouldNeverComeToItsEndWhenTheStoredFileIsNotWhatWasSigned() throws IOException {
    // Given
    Avatar avatar = registry.upload(registry.verified());
    String name = HexFormat.of().formatHex(avatar.getSeal().getSha256().toByteArray());
    Path stored =
        files().stream()
            .filter(it -> it.getFileName().toString().startsWith(name))
            .findFirst()
            .orElseThrow();
    byte[] bytes = Files.readAllBytes(stored);
    bytes[bytes.length - 1] ^= 1;
    Files.write(stored, bytes);

    // When
    Throwable broken =
        catchThrowable(
            () ->
                registry
                    .avatars
                    .downloadAvatar(
                        DownloadAvatarRequest.newBuilder()
                            .setAvatarId(avatar.getAvatarId())
                            .build())
                    .forEachRemaining(piece -> {}));
    bytes[bytes.length - 1] ^= 1;
    Files.write(stored, bytes);

    // Then
    assertThat(broken).isNotNull();
    assertThat(Status.fromThrowable(broken).getCode()).isEqualTo(Status.Code.DATA_LOSS);
  }

  @Test
  void shouldAnswerAlikeWhenAnUploadIsRepeated() {
    // Given
    byte[] file = TinyAvatar.glb(88_004);
    UploadAvatarHeader header = registry.header(registry.verified(), file).build();
    Avatar first = registry.upload(header, file);

    // When
    Avatar again = registry.upload(header, file);

    // Then
    assertThat(again).isEqualTo(first);
  }

  @Test
  void shouldListInPagesWhenThereAreMany() {
    // Given
    String owner = registry.verified();
    String older = registry.upload(owner).getAvatarId();
    String newer = registry.upload(owner).getAvatarId();

    // When
    var first =
        registry.avatars.listAvatars(ListAvatarsRequest.newBuilder().setPageSize(1).build());
    var second =
        registry.avatars.listAvatars(
            ListAvatarsRequest.newBuilder()
                .setPageSize(1)
                .setPageToken(first.getNextPageToken())
                .build());

    // Then
    assertThat(first.getAvatars(0).getAvatarId()).isEqualTo(newer);
    assertThat(second.getAvatars(0).getAvatarId()).isEqualTo(older);
  }
}
