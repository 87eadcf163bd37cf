package dev.afterglow.studio.testing;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.rpc.ErrorInfo;
import dev.afterglow.api.capture.v1.CaptureServiceGrpc;
import dev.afterglow.api.capture.v1.CloseDriveRequest;
import dev.afterglow.api.capture.v1.CloseDriveResponse;
import dev.afterglow.api.capture.v1.CreateDriveRequest;
import dev.afterglow.api.capture.v1.CreateDriveResponse;
import dev.afterglow.api.capture.v1.Drive;
import dev.afterglow.api.capture.v1.DriveState;
import dev.afterglow.api.capture.v1.GetDriveRequest;
import dev.afterglow.api.capture.v1.GetDriveResponse;
import dev.afterglow.api.commerce.v1.CommentIntent;
import dev.afterglow.api.commerce.v1.Fact;
import dev.afterglow.api.commerce.v1.FactServiceGrpc;
import dev.afterglow.api.commerce.v1.FactorStanding;
import dev.afterglow.api.commerce.v1.GetDemandRequest;
import dev.afterglow.api.commerce.v1.GetDemandResponse;
import dev.afterglow.api.commerce.v1.GetFactorsRequest;
import dev.afterglow.api.commerce.v1.GetFactorsResponse;
import dev.afterglow.api.commerce.v1.GetReportRequest;
import dev.afterglow.api.commerce.v1.GetReportResponse;
import dev.afterglow.api.commerce.v1.GetRoomRequest;
import dev.afterglow.api.commerce.v1.GetRoomResponse;
import dev.afterglow.api.commerce.v1.MetricStanding;
import dev.afterglow.api.commerce.v1.Money;
import dev.afterglow.api.commerce.v1.OpenQuestion;
import dev.afterglow.api.commerce.v1.ProductDemand;
import dev.afterglow.api.commerce.v1.RecordFactsRequest;
import dev.afterglow.api.commerce.v1.RecordFactsResponse;
import dev.afterglow.api.commerce.v1.ReportFormat;
import dev.afterglow.api.commerce.v1.ReportServiceGrpc;
import dev.afterglow.api.commerce.v1.Room;
import dev.afterglow.api.commerce.v1.RoomEconomics;
import dev.afterglow.api.commerce.v1.RoomServiceGrpc;
import dev.afterglow.api.commerce.v1.SalesFactor;
import dev.afterglow.api.commerce.v1.WatchRoomRequest;
import dev.afterglow.api.commerce.v1.WatchRoomResponse;
import dev.afterglow.api.registry.v1.DecideRequest;
import dev.afterglow.api.registry.v1.DecideResponse;
import dev.afterglow.api.registry.v1.Denial;
import dev.afterglow.api.registry.v1.DenialReason;
import dev.afterglow.api.registry.v1.LicenceServiceGrpc;
import dev.afterglow.api.registry.v1.ListLicencesRequest;
import dev.afterglow.api.registry.v1.ListLicencesResponse;
import io.grpc.BindableService;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The services beside the studio, written by hand: they answer as told and remember the asking. */
public final class FakeServices {

  /** The reasons against every use; empty allows. */
  public volatile List<DenialReason> denials = List.of();

  /** The state of every drive. */
  public volatile DriveState driveState = DriveState.DRIVE_STATE_OPEN;

  /** What the registry fails with. */
  public volatile Optional<Status> registryFault = Optional.empty();

  /** What capture fails with. */
  public volatile Optional<Status> captureFault = Optional.empty();

  /** What commerce fails with. */
  public volatile Optional<Status> commerceFault = Optional.empty();

  /** The decisions asked for. */
  public final List<DecideRequest> decisions = new CopyOnWriteArrayList<>();

  /** The facts recorded. */
  public final List<Fact> facts = new CopyOnWriteArrayList<>();

  /** What reports fail with. */
  public volatile Optional<StatusRuntimeException> reportFault = Optional.empty();

  /** The reports asked for. */
  public final List<GetReportRequest> reportsAsked = new CopyOnWriteArrayList<>();

  /** What people decide on. */
  public final FakePlaybooks playbooks = new FakePlaybooks();

  /** Customers. */
  public final FakeCustomers customers = new FakeCustomers();

  /** Drives closed. */
  public final List<String> closedDrives = new CopyOnWriteArrayList<>();

  private final Map<String, CreateDriveResponse> drives = new ConcurrentHashMap<>();
  private final FakeWorker worker = new FakeWorker();
  private final FakeDevices devices = new FakeDevices();
  private final FakeRights rights = new FakeRights();

  /** Back to a world where everything is allowed. */
  public void reset() {
    facts.clear();
    reportsAsked.clear();
    reportFault = Optional.empty();
    denials = List.of();
    driveState = DriveState.DRIVE_STATE_OPEN;
    registryFault = Optional.empty();
    captureFault = Optional.empty();
    commerceFault = Optional.empty();
    decisions.clear();
    closedDrives.clear();
    drives.clear();
    worker.reset();
    devices.reset();
    rights.reset();
    playbooks.reset();
    customers.reset();
  }

  /** The render worker. */
  public FakeWorker worker() {
    return worker;
  }

  /** The registry's people, licences, titles and parts. */
  public FakeRights rights() {
    return rights;
  }

  /** The registry's devices. */
  public FakeDevices devices() {
    return devices;
  }

  BindableService render() {
    return worker;
  }

  BindableService licences() {
    return new LicenceServiceGrpc.LicenceServiceImplBase() {
      @Override
      public void listLicences(
          ListLicencesRequest request, StreamObserver<ListLicencesResponse> answer) {
        rights.reply(
            answer,
            () ->
                ListLicencesResponse.newBuilder()
                    .addAllLicences(
                        rights.licences.stream()
                            .filter(it -> it.getTerms().getAvatarId().equals(request.getAvatarId()))
                            .toList())
                    .build());
      }

      @Override
      public void decide(DecideRequest request, StreamObserver<DecideResponse> answer) {
        decisions.add(request);
        registryFault.ifPresentOrElse(
            fault -> answer.onError(fault.asRuntimeException()),
            () ->
                reply(
                    answer,
                    DecideResponse.newBuilder()
                        .setAllowed(denials.isEmpty())
                        .addAllDenials(
                            denials.stream()
                                .map(it -> Denial.newBuilder().setReason(it).build())
                                .toList())
                        .build()));
      }
    };
  }

  BindableService capture() {
    return new CaptureServiceGrpc.CaptureServiceImplBase() {
      @Override
      public void createDrive(
          CreateDriveRequest request, StreamObserver<CreateDriveResponse> answer) {
        captureFault.ifPresentOrElse(
            fault -> answer.onError(fault.asRuntimeException()),
            () ->
                reply(
                    answer,
                    drives.computeIfAbsent(request.getRequestId(), id -> newDrive(request))));
      }

      @Override
      public void getDrive(GetDriveRequest request, StreamObserver<GetDriveResponse> answer) {
        captureFault.ifPresentOrElse(
            fault -> answer.onError(fault.asRuntimeException()),
            () ->
                reply(
                    answer,
                    GetDriveResponse.newBuilder()
                        .setDrive(
                            Drive.newBuilder()
                                .setDriveId(request.getDriveId())
                                .setState(driveState))
                        .build()));
      }

      @Override
      public void closeDrive(CloseDriveRequest request, StreamObserver<CloseDriveResponse> answer) {
        closedDrives.add(request.getDriveId());
        captureFault.ifPresentOrElse(
            fault -> answer.onError(fault.asRuntimeException()),
            () -> reply(answer, CloseDriveResponse.getDefaultInstance()));
      }
    };
  }

  BindableService facts() {
    return new FactServiceGrpc.FactServiceImplBase() {
      @Override
      public StreamObserver<RecordFactsRequest> recordFacts(
          StreamObserver<RecordFactsResponse> answer) {
        return new StreamObserver<>() {
          @Override
          public void onNext(RecordFactsRequest request) {
            facts.addAll(request.getFactsList());
          }

          @Override
          public void onError(Throwable gone) {
            answer.onError(gone);
          }

          @Override
          public void onCompleted() {
            reply(answer, RecordFactsResponse.getDefaultInstance());
          }
        };
      }
    };
  }

  BindableService rooms() {
    return new RoomServiceGrpc.RoomServiceImplBase() {
      @Override
      public void watchRoom(WatchRoomRequest request, StreamObserver<WatchRoomResponse> answer) {
        if (commerceFault.isPresent()) {
          answer.onError(commerceFault.get().asRuntimeException());
          return;
        }
        Room room =
            Room.newBuilder()
                .setRoomId(request.getRoomId())
                .setOnlineCount(42)
                .setCommentCount(7)
                .setShopId("douyin_live/shop-1")
                .addStandings(
                    MetricStanding.newBuilder()
                        .setMetricId("viewer_count")
                        .setPercentile(75)
                        .setShowCount(12)
                        .setLeastShowCount(10))
                .addStandings(
                    MetricStanding.newBuilder()
                        .setMetricId("gmv_paid")
                        .setCurrencyCode("CNY")
                        .setShowCount(4)
                        .setLeastShowCount(10))
                .addQuestions(
                    OpenQuestion.newBuilder()
                        .setIntent(CommentIntent.COMMENT_INTENT_PRICE)
                        .setSubject("link:3")
                        .setAskCount(14)
                        .setAskerCount(12)
                        .setExplainedNow(true))
                .addGmvPaid(Money.newBuilder().setCurrencyCode("CNY").setAmountMinor(199_00))
                .build();
        answer.onNext(WatchRoomResponse.newBuilder().setRoom(room).setCursor("1").build());
      }

      @Override
      public void getRoom(GetRoomRequest request, StreamObserver<GetRoomResponse> answer) {
        reply(
            answer,
            GetRoomResponse.newBuilder()
                .setEconomics(RoomEconomics.newBuilder().setCostPerHourMinor(0))
                .build());
      }

      @Override
      public void getDemand(GetDemandRequest request, StreamObserver<GetDemandResponse> answer) {
        reply(
            answer,
            GetDemandResponse.newBuilder()
                .addProducts(ProductDemand.newBuilder().setProductId("p").setUnitsLeft(7))
                .build());
      }

      @Override
      public void getFactors(GetFactorsRequest request, StreamObserver<GetFactorsResponse> answer) {
        if (commerceFault.isPresent()) {
          answer.onError(commerceFault.get().asRuntimeException());
          return;
        }
        reply(
            answer,
            GetFactorsResponse.newBuilder()
                .setSlotCount(24)
                .addFactors(
                    SalesFactor.newBuilder()
                        .setName("weather.rain")
                        .setStanding(FactorStanding.FACTOR_STANDING_ASSOCIATION))
                .build());
      }
    };
  }

  BindableService reports() {
    return new ReportServiceGrpc.ReportServiceImplBase() {
      @Override
      public void getReport(GetReportRequest request, StreamObserver<GetReportResponse> answer) {
        reportsAsked.add(request);
        if (reportFault.isPresent()) {
          answer.onError(reportFault.get());
          return;
        }
        boolean pdf = request.getFormat() == ReportFormat.REPORT_FORMAT_PDF;
        reply(
            answer,
            GetReportResponse.newBuilder()
                .setContent(ByteString.copyFromUtf8(pdf ? "%PDF-" : "<!DOCTYPE html>"))
                .setMediaType(pdf ? "application/pdf" : "text/html;charset=utf-8")
                .setFileName(pdf ? "report.pdf" : "report.html")
                .build());
      }
    };
  }

  private static CreateDriveResponse newDrive(CreateDriveRequest request) {
    return CreateDriveResponse.newBuilder()
        .setDrive(
            Drive.newBuilder()
                .setDriveId(UUID.randomUUID().toString())
                .setBroadcastId(request.getBroadcastId()))
        .setDriveToken("token-of-" + request.getRequestId())
        .build();
  }

  /** A refusal as the services make it. */
  public static StatusRuntimeException refusal(
      Status.Code code, String reason, Map<String, String> metadata) {
    ErrorInfo info =
        ErrorInfo.newBuilder()
            .setDomain("afterglow.dev")
            .setReason(reason)
            .putAllMetadata(metadata)
            .build();
    return StatusProto.toStatusRuntimeException(
        com.google.rpc.Status.newBuilder()
            .setCode(code.value())
            .setMessage(reason)
            .addDetails(Any.pack(info))
            .build());
  }

  static <T> void reply(StreamObserver<T> answer, T message) {
    answer.onNext(message);
    answer.onCompleted();
  }
}
