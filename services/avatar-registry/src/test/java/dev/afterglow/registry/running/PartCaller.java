package dev.afterglow.registry.running;

import com.google.protobuf.ByteString;
import dev.afterglow.api.registry.v1.Avatar;
import dev.afterglow.api.registry.v1.Part;
import dev.afterglow.api.registry.v1.PartKind;
import dev.afterglow.api.registry.v1.PartServiceGrpc;
import dev.afterglow.api.registry.v1.ReplacePartRequest;
import dev.afterglow.api.registry.v1.ReplacePartResponse;
import dev.afterglow.api.registry.v1.ReviewPartRequest;
import dev.afterglow.api.registry.v1.ReviewVerdict;
import dev.afterglow.api.registry.v1.UploadPartHeader;
import dev.afterglow.api.registry.v1.UploadPartRequest;
import dev.afterglow.api.registry.v1.UploadPartResponse;
import io.grpc.stub.StreamObserver;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/** Puts parts into avatars over a real channel. */
final class PartCaller {
  private final RegistryCaller registry;

  PartCaller(RegistryCaller registry) {
    this.registry = registry;
  }

  /** A part that is uploaded, approved by somebody else and put in its place. */
  Part placed(Avatar avatar, PartKind kind, String author, byte[] bytes) {
    Part part = approved(avatar, kind, author, bytes);
    replace(part);
    return part;
  }

  Part approved(Avatar avatar, PartKind kind, String author, byte[] bytes) {
    Part part = upload(avatar, kind, author, bytes);
    return parts()
        .reviewPart(
            ReviewPartRequest.newBuilder()
                .setRequestId(RegistryCaller.id())
                .setPartId(part.getPartId())
                .setVerdict(ReviewVerdict.REVIEW_VERDICT_APPROVE)
                .setReviewerSubjectId(registry.verified())
                .setNote("seen")
                .build())
        .getPart();
  }

  ReplacePartResponse replace(Part part) {
    return parts()
        .replacePart(
            ReplacePartRequest.newBuilder()
                .setRequestId(RegistryCaller.id())
                .setPartId(part.getPartId())
                .build());
  }

  private PartServiceGrpc.PartServiceBlockingStub parts() {
    return PartServiceGrpc.newBlockingStub(registry.channel());
  }

  private Part upload(Avatar avatar, PartKind kind, String author, byte[] bytes) {
    CompletableFuture<Part> answer = new CompletableFuture<>();
    StreamObserver<UploadPartRequest> call =
        PartServiceGrpc.newStub(registry.channel())
            .uploadPart(
                new StreamObserver<>() {
                  @Override
                  public void onNext(UploadPartResponse response) {
                    answer.complete(response.getPart());
                  }

                  @Override
                  public void onError(Throwable thrown) {
                    answer.completeExceptionally(thrown);
                  }

                  @Override
                  public void onCompleted() {}
                });
    call.onNext(
        UploadPartRequest.newBuilder()
            .setHeader(
                UploadPartHeader.newBuilder()
                    .setRequestId(RegistryCaller.id())
                    .setAvatarId(avatar.getAvatarId())
                    .setKind(kind)
                    .setAuthorSubjectId(author)
                    .setSource("commission 7")
                    .setSizeBytes(bytes.length)
                    .setSha256(ByteString.copyFrom(RegistryCaller.sha256(bytes))))
            .build());
    call.onNext(UploadPartRequest.newBuilder().setChunk(ByteString.copyFrom(bytes)).build());
    call.onCompleted();
    return RegistryCaller.await(answer);
  }

  /** The smallest voice there is: one tensor of four bytes. */
  static byte[] voice() {
    byte[] header =
        "{\"a\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[0,4]}}"
            .getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(12 + header.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(header.length)
        .put(header)
        .putInt(7)
        .array();
  }
}
