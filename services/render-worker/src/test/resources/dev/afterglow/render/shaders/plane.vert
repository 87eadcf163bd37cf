#version 320 es
precision highp float;
uniform mat4 viewProjection;
uniform vec4 plane; // left, foot, right, top
out vec2 at;
void main() {
  at = vec2(gl_VertexID & 1, gl_VertexID >> 1);
  gl_Position = viewProjection * vec4(mix(plane.xy, plane.zw, at), 0.0, 1.0);
}
