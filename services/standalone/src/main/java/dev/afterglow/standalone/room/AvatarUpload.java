package dev.afterglow.standalone.room;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import dev.afterglow.api.registry.v1.Avatar;
import dev.afterglow.api.registry.v1.AvatarServiceGrpc.AvatarServiceStub;
import dev.afterglow.api.registry.v1.UploadAvatarHeader;
import dev.afterglow.api.registry.v1.UploadAvatarRequest;
import dev.afterglow.api.registry.v1.UploadAvatarResponse;
import dev.afterglow.standalone.failure.ExitCode;
import dev.afterglow.standalone.failure.RunFailure;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Brings an avatar file to the registry, piece by piece, no faster than the registry takes it. */
final class AvatarUpload {
  private static final int CHUNK_BYTES = 256 << 10;
  private static final long LIMIT_S = 120;

  private AvatarUpload() {}

  /**
   * Uploads the file; refused when the validator finds a fault in it.
   *
   * @param licence the document that allows commerce where the file does not
   */
  static Avatar upload(
      AvatarServiceStub avatars, String owner, AvatarFile file, AvatarFile licence) {
    UploadAvatarRequest header =
        UploadAvatarRequest.newBuilder()
            .setHeader(
                UploadAvatarHeader.newBuilder()
                    .setRequestId(UUID.randomUUID().toString())
                    .setOwnerSubjectId(owner)
                    .setDisplayName(file.displayName())
                    .setSizeBytes(file.bytes().length)
                    .setSha256(ByteString.copyFrom(file.sha256()))
                    .setSeparateLicenceReference(licence.displayName())
                    .setSeparateLicenceSha256(ByteString.copyFrom(licence.sha256())))
            .build();
    Upload upload = new Upload(header, file.bytes());
    var _ = avatars.withDeadlineAfter(LIMIT_S, TimeUnit.SECONDS).uploadAvatar(upload);
    try {
      return upload.answer.get(LIMIT_S, TimeUnit.SECONDS).getAvatar();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof StatusRuntimeException refused) {
        throw Refusal.failure("register the avatar " + file.displayName(), refused);
      }
      throw new RunFailure(ExitCode.UNEXPECTED, "The avatar's upload failed: " + e.getCause(), e);
    } catch (TimeoutException e) {
      throw new RunFailure(
          ExitCode.SERVICE_FAILED, "The registry did not take the avatar in time.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RunFailure(ExitCode.UNEXPECTED, "The start was interrupted.", e);
    }
  }

  /** Sends while the transport is ready, on the transport's own thread. */
  private static final class Upload
      implements ClientResponseObserver<UploadAvatarRequest, UploadAvatarResponse> {
    private final CompletableFuture<UploadAvatarResponse> answer = new CompletableFuture<>();
    private final UploadAvatarRequest header;
    private final byte[] bytes;
    private int offset = -1;
    private boolean done;

    private Upload(UploadAvatarRequest header, byte[] bytes) {
      this.header = header;
      this.bytes = bytes;
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<UploadAvatarRequest> call) {
      call.setOnReadyHandler(() -> send(call));
    }

    private void send(ClientCallStreamObserver<UploadAvatarRequest> call) {
      while (!done && call.isReady()) {
        if (offset < 0) {
          call.onNext(header);
          offset = 0;
        } else if (offset < bytes.length) {
          int length = Math.min(CHUNK_BYTES, bytes.length - offset);
          call.onNext(
              UploadAvatarRequest.newBuilder()
                  .setChunk(UnsafeByteOperations.unsafeWrap(bytes, offset, length))
                  .build());
          offset += length;
        } else {
          done = true;
          call.onCompleted();
        }
      }
    }

    @Override
    public void onNext(UploadAvatarResponse response) {
      answer.complete(response);
    }

    @Override
    public void onError(Throwable failure) {
      answer.completeExceptionally(failure);
    }

    @Override
    public void onCompleted() {
      answer.completeExceptionally(new IllegalStateException("the registry gave no answer"));
    }
  }
}
