package dev.afterglow.registry.avatar.grpc;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import dev.afterglow.api.registry.v1.AvatarFormat;
import dev.afterglow.api.registry.v1.AvatarServiceGrpc;
import dev.afterglow.api.registry.v1.DownloadAvatarRequest;
import dev.afterglow.api.registry.v1.DownloadAvatarResponse;
import dev.afterglow.api.registry.v1.FileForm;
import dev.afterglow.api.registry.v1.GetAvatarRequest;
import dev.afterglow.api.registry.v1.GetAvatarResponse;
import dev.afterglow.api.registry.v1.GetSigningKeyRequest;
import dev.afterglow.api.registry.v1.GetSigningKeyResponse;
import dev.afterglow.api.registry.v1.ListAvatarsRequest;
import dev.afterglow.api.registry.v1.ListAvatarsResponse;
import dev.afterglow.api.registry.v1.UploadAvatarHeader;
import dev.afterglow.api.registry.v1.UploadAvatarRequest;
import dev.afterglow.api.registry.v1.UploadAvatarResponse;
import dev.afterglow.drive.ArkitShape;
import dev.afterglow.platform.error.AfterglowException;
import dev.afterglow.registry.avatar.Avatar;
import dev.afterglow.registry.avatar.AvatarSeal;
import dev.afterglow.registry.avatar.SealingKey;
import dev.afterglow.registry.avatar.UploadPlan;
import dev.afterglow.registry.avatar.storage.AvatarDesk;
import dev.afterglow.registry.grpc.Words;
import dev.afterglow.registry.once.storage.Once;
import dev.afterglow.registry.storage.PageToken;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.util.Optional;

/**
 * Avatars over gRPC: mapper in, mapper out. It stands on the plain stub and not on the Mutiny one,
 * which takes an upload's messages without limit and sends a download's without waiting.
 */
@GrpcService
public class AvatarGrpc extends AvatarServiceGrpc.AvatarServiceImplBase {
  private final AvatarDesk desk;
  private final SealingKey key;
  private final Once once;

  @Inject
  AvatarGrpc(AvatarDesk desk, SealingKey key, Once once) {
    this.desk = desk;
    this.key = key;
    this.once = once;
  }

  @Override
  public StreamObserver<UploadAvatarRequest> uploadAvatar(
      StreamObserver<UploadAvatarResponse> reply) {
    ServerCallStreamObserver<UploadAvatarResponse> call =
        (ServerCallStreamObserver<UploadAvatarResponse>) reply;
    call.disableAutoRequest();
    UploadStream<UploadAvatarRequest, UploadAvatarHeader> stream =
        new UploadStream<>(
            call,
            it -> it.hasHeader() ? Optional.of(it.getHeader()) : Optional.empty(),
            it -> it.hasChunk() ? Optional.of(it.getChunk()) : Optional.empty());
    // A caller that goes away ends the stream with an error, which ends the upload.
    call.setOnCancelHandler(() -> stream.onError(Status.CANCELLED.asRuntimeException()));
    answer(stream.header().chain(header -> upload(header, stream)), reply);
    return stream;
  }

  private Uni<UploadAvatarResponse> upload(
      UploadAvatarHeader header, UploadStream<UploadAvatarRequest, UploadAvatarHeader> stream) {
    UploadPlan plan = plan(header);
    return once.runAfter(
        header.getRequestId(),
        header,
        UploadAvatarResponse.parser(),
        () -> desk.receive(plan, stream.pieces()),
        kept ->
            desk.register(plan, kept)
                .map(
                    avatar -> UploadAvatarResponse.newBuilder().setAvatar(avatar(avatar)).build()));
  }

  private static UploadPlan plan(UploadAvatarHeader header) {
    return AfterglowException.checking(
        "separate_licence_sha256",
        () ->
            new UploadPlan(
                Words.id(header.getOwnerSubjectId()),
                header.getDisplayName(),
                header.getSizeBytes(),
                Words.hex(header.getSha256()),
                header.getSeparateLicenceReference(),
                Words.hex(header.getSeparateLicenceSha256())));
  }

  @Override
  public void getAvatar(GetAvatarRequest request, StreamObserver<GetAvatarResponse> reply) {
    answer(
        desk.avatar(Words.id(request.getAvatarId()))
            .map(avatar -> GetAvatarResponse.newBuilder().setAvatar(avatar(avatar)).build()),
        reply);
  }

  @Override
  public void listAvatars(ListAvatarsRequest request, StreamObserver<ListAvatarsResponse> reply) {
    int size = PageToken.size(request.getPageSize());
    answer(
        desk.before(PageToken.before(request.getPageToken()), size)
            .map(
                page ->
                    ListAvatarsResponse.newBuilder()
                        .addAllAvatars(page.stream().map(AvatarGrpc::avatar).toList())
                        .setNextPageToken(PageToken.after(page, size, Avatar::avatarId))
                        .build()),
        reply);
  }

  @Override
  public void downloadAvatar(
      DownloadAvatarRequest request, StreamObserver<DownloadAvatarResponse> reply) {
    PacedReply<DownloadAvatarResponse> paced =
        new PacedReply<>((ServerCallStreamObserver<DownloadAvatarResponse>) reply);
    desk.avatar(Words.id(request.getAvatarId()))
        .onItem()
        .transformToMulti(this::pieces)
        .subscribe()
        .withSubscriber(paced);
  }

  private Multi<DownloadAvatarResponse> pieces(Avatar avatar) {
    DownloadAvatarResponse head =
        DownloadAvatarResponse.newBuilder().setSeal(seal(avatar.seal())).build();
    return Multi.createBy()
        .concatenating()
        .streams(
            Multi.createFrom().item(head),
            desk.bytes(avatar).map(piece -> piece(UnsafeByteOperations.unsafeWrap(piece))));
  }

  @Override
  public void getSigningKey(
      GetSigningKeyRequest request, StreamObserver<GetSigningKeyResponse> reply) {
    answer(
        Uni.createFrom()
            .item(
                GetSigningKeyResponse.newBuilder()
                    .setKeyId(key.keyId())
                    .setPublicKey(ByteString.copyFrom(key.publicKey()))
                    .build()),
        reply);
  }

  private static <T> void answer(Uni<T> answer, StreamObserver<T> reply) {
    var _ =
        answer
            .subscribe()
            .with(
                item -> {
                  reply.onNext(item);
                  reply.onCompleted();
                },
                reply::onError);
  }

  private static DownloadAvatarResponse piece(ByteString chunk) {
    return DownloadAvatarResponse.newBuilder().setChunk(chunk).build();
  }

  private static dev.afterglow.api.registry.v1.Avatar avatar(Avatar avatar) {
    return dev.afterglow.api.registry.v1.Avatar.newBuilder()
        .setAvatarId(avatar.avatarId())
        .setOwnerSubjectId(avatar.ownerSubjectId())
        .setDisplayName(avatar.displayName())
        .setSeal(seal(avatar.seal()))
        .setSourceSha256(Words.bytes(avatar.sourceSha256Hex()))
        .setForm(Words.contract(avatar.form(), "FILE_FORM_", FileForm.class))
        .setFormat(Words.contract(avatar.format(), "AVATAR_FORMAT_", AvatarFormat.class))
        .setCommercialUseAllowed(avatar.commercialUseAllowed())
        .addAllShapes(avatar.shapes().stream().map(ArkitShape::arkitName).toList())
        .setSizeBytes(avatar.sizeBytes())
        .setVertexCount(avatar.vertexCount())
        .setCreateTime(Words.timestamp(avatar.createTime()))
        .build();
  }

  private static dev.afterglow.api.registry.v1.AvatarSeal seal(AvatarSeal seal) {
    return dev.afterglow.api.registry.v1.AvatarSeal.newBuilder()
        .setSha256(Words.bytes(seal.sha256Hex()))
        .setSignature(Words.bytes(seal.signatureHex()))
        .setKeyId(seal.keyId())
        .build();
  }
}
