package dev.afterglow.commerce.room;

/**
 * What the renders of a room used of their workers, added up.
 *
 * @param renders how many told of themselves
 * @param deviceMs drawing devices' milliseconds
 * @param processorMs processors' milliseconds
 * @param encoderMs encoders' milliseconds
 * @param bytesOut sent to destinations
 * @param told facts that told it
 */
public record ComputeSum(
    long renders, long deviceMs, long processorMs, long encoderMs, long bytesOut, long told) {
  /** Nothing. */
  public static final ComputeSum NONE = new ComputeSum(0, 0, 0, 0, 0, 0);

  /** With one render more. */
  ComputeSum plus(ComputeSum other) {
    return new ComputeSum(
        renders + other.renders,
        Math.addExact(deviceMs, other.deviceMs),
        Math.addExact(processorMs, other.processorMs),
        Math.addExact(encoderMs, other.encoderMs),
        Math.addExact(bytesOut, other.bytesOut),
        told + other.told);
  }

  /** The larger of each figure: of two tellings of one render, what it has used by now. */
  ComputeSum atLeast(ComputeSum other) {
    return new ComputeSum(
        Math.max(renders, other.renders),
        Math.max(deviceMs, other.deviceMs),
        Math.max(processorMs, other.processorMs),
        Math.max(encoderMs, other.encoderMs),
        Math.max(bytesOut, other.bytesOut),
        told + other.told);
  }
}
