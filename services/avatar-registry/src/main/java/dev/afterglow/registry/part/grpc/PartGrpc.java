package dev.afterglow.registry.part.grpc;

import com.google.protobuf.UnsafeByteOperations;
import dev.afterglow.api.registry.v1.DefineLookRequest;
import dev.afterglow.api.registry.v1.DefineLookResponse;
import dev.afterglow.api.registry.v1.DownloadPartRequest;
import dev.afterglow.api.registry.v1.DownloadPartResponse;
import dev.afterglow.api.registry.v1.GetCompositionRequest;
import dev.afterglow.api.registry.v1.GetCompositionResponse;
import dev.afterglow.api.registry.v1.ListPartsRequest;
import dev.afterglow.api.registry.v1.ListPartsResponse;
import dev.afterglow.api.registry.v1.PartServiceGrpc;
import dev.afterglow.api.registry.v1.ReplacePartRequest;
import dev.afterglow.api.registry.v1.ReplacePartResponse;
import dev.afterglow.api.registry.v1.ReviewPartRequest;
import dev.afterglow.api.registry.v1.ReviewPartResponse;
import dev.afterglow.api.registry.v1.UploadPartHeader;
import dev.afterglow.api.registry.v1.UploadPartRequest;
import dev.afterglow.api.registry.v1.UploadPartResponse;
import dev.afterglow.registry.avatar.grpc.PacedReply;
import dev.afterglow.registry.avatar.grpc.UploadStream;
import dev.afterglow.registry.fault.Faults;
import dev.afterglow.registry.grpc.Words;
import dev.afterglow.registry.once.storage.Once;
import dev.afterglow.registry.part.Part;
import dev.afterglow.registry.part.PartPlan;
import dev.afterglow.registry.part.storage.LookDesk;
import dev.afterglow.registry.part.storage.PartDesk;
import dev.afterglow.registry.part.storage.PartDock;
import dev.afterglow.registry.storage.PageToken;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.util.Optional;

/** Parts over gRPC: mapper in, mapper out; on the plain stub, as avatars are, for their streams. */
@GrpcService
public class PartGrpc extends PartServiceGrpc.PartServiceImplBase {
  private final PartDesk desk;
  private final PartDock dock;
  private final LookDesk looks;
  private final Once once;

  @Inject
  PartGrpc(PartDesk desk, PartDock dock, LookDesk looks, Once once) {
    this.desk = desk;
    this.looks = looks;
    this.dock = dock;
    this.once = once;
  }

  @Override
  public StreamObserver<UploadPartRequest> uploadPart(StreamObserver<UploadPartResponse> reply) {
    ServerCallStreamObserver<UploadPartResponse> call =
        (ServerCallStreamObserver<UploadPartResponse>) reply;
    call.disableAutoRequest();
    UploadStream<UploadPartRequest, UploadPartHeader> stream =
        new UploadStream<>(
            call,
            it -> it.hasHeader() ? Optional.of(it.getHeader()) : Optional.empty(),
            it -> it.hasChunk() ? Optional.of(it.getChunk()) : Optional.empty());
    // A caller that goes away ends the stream with an error, which ends the upload.
    call.setOnCancelHandler(() -> stream.onError(Status.CANCELLED.asRuntimeException()));
    answer(stream.header().chain(header -> upload(header, stream)), reply);
    return stream;
  }

  private Uni<UploadPartResponse> upload(
      UploadPartHeader header, UploadStream<UploadPartRequest, UploadPartHeader> stream) {
    PartPlan plan = PartWords.plan(header);
    return once.runAfter(
        header.getRequestId(),
        header,
        UploadPartResponse.parser(),
        () -> dock.receive(plan, stream.pieces()),
        kept ->
            desk.register(plan, kept)
                .map(
                    part -> UploadPartResponse.newBuilder().setPart(PartWords.part(part)).build()));
  }

  @Override
  public void reviewPart(ReviewPartRequest request, StreamObserver<ReviewPartResponse> reply) {
    answer(
        once.run(
            request.getRequestId(),
            request,
            ReviewPartResponse.parser(),
            () ->
                desk.review(
                        Words.id(request.getPartId()),
                        PartWords.verdict(request.getVerdict()),
                        Words.id(request.getReviewerSubjectId()),
                        request.getNote())
                    .map(
                        part ->
                            ReviewPartResponse.newBuilder().setPart(PartWords.part(part)).build())),
        reply);
  }

  @Override
  public void replacePart(ReplacePartRequest request, StreamObserver<ReplacePartResponse> reply) {
    answer(
        once.run(
            request.getRequestId(),
            request,
            ReplacePartResponse.parser(),
            () -> desk.replace(Words.id(request.getPartId())).map(PartWords::replacement)),
        reply);
  }

  @Override
  public void defineLook(DefineLookRequest request, StreamObserver<DefineLookResponse> reply) {
    answer(
        once.run(
            request.getRequestId(),
            request,
            DefineLookResponse.parser(),
            () ->
                looks
                    .define(
                        Words.id(request.getAvatarId()),
                        request.getName(),
                        request.getPartIdsList().stream().map(Words::id).toList())
                    .map(PartWords::defined)),
        reply);
  }

  @Override
  public void listParts(ListPartsRequest request, StreamObserver<ListPartsResponse> reply) {
    int size = PageToken.size(request.getPageSize());
    answer(
        desk.before(PageToken.before(request.getPageToken()), Words.id(request.getAvatarId()), size)
            .map(
                page ->
                    ListPartsResponse.newBuilder()
                        .addAllParts(page.stream().map(PartWords::part).toList())
                        .setNextPageToken(
                            PageToken.after(page, size, part -> part.upload().partId()))
                        .build()),
        reply);
  }

  @Override
  public void getComposition(
      GetCompositionRequest request, StreamObserver<GetCompositionResponse> reply) {
    answer(
        desk.composition(Words.id(request.getAvatarId()), request.getVersion())
            .map(
                found ->
                    GetCompositionResponse.newBuilder()
                        .setComposition(PartWords.composition(found))
                        .build()),
        reply);
  }

  @Override
  public void downloadPart(
      DownloadPartRequest request, StreamObserver<DownloadPartResponse> reply) {
    PacedReply<DownloadPartResponse> paced =
        new PacedReply<>((ServerCallStreamObserver<DownloadPartResponse>) reply);
    desk.part(Words.id(request.getPartId()))
        .onItem()
        .transformToMulti(this::pieces)
        .subscribe()
        .withSubscriber(paced);
  }

  private Multi<DownloadPartResponse> pieces(Part part) {
    if (!(part instanceof Part.Approved approved)) {
      throw Faults.partNotSigned(part.upload().partId());
    }
    DownloadPartResponse head =
        DownloadPartResponse.newBuilder().setSeal(PartWords.seal(approved)).build();
    return Multi.createBy()
        .concatenating()
        .streams(
            Multi.createFrom().item(head),
            dock.bytes(approved)
                .map(
                    piece ->
                        DownloadPartResponse.newBuilder()
                            .setChunk(UnsafeByteOperations.unsafeWrap(piece))
                            .build()));
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
}
