#version 320 es
// Lets a figure without a body dissolve into the backdrop towards the lower edge of the picture.
precision highp float;
precision highp sampler2D;
uniform sampler2D backdrop;
uniform vec2 rows; // from the bottom: where the figure is gone, and where it is whole
out vec4 color;
void main() {
  float gone = 1.0 - smoothstep(rows.x, rows.y, gl_FragCoord.y);
  color = vec4(texelFetch(backdrop, ivec2(gl_FragCoord.xy), 0).rgb, gone);
}
