declare module '*?thread' {
  const url: URL
  export default url
}
